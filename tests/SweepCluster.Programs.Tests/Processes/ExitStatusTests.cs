using SweepCluster.Programs.Processes;

namespace SweepCluster.Programs.Tests.Processes;

public sealed class ExitStatusTests
{
    [Theory]
    [InlineData(0, "exit status 0")]
    [InlineData(1, "exit status 1")]
    [InlineData(75, "exit status 75")]
    [InlineData(126, "exit status 126: it may not be executed")]
    [InlineData(127, "exit status 127: there is no such program")]
    [InlineData(255, "exit status 255")]
    public void A_process_that_returns_has_a_code(int code, string words)
    {
        var status = ExitStatus.OfWait(code << 8);

        Assert.Equal((code, 0, code == 0), (status.Code, status.Signal, status.IsSuccess));
        Assert.Equal(words, $"{status}");
    }

    [Theory]
    [InlineData(1, "ended by SIGHUP")]
    [InlineData(6, "ended by SIGABRT: it gave up itself")]
    [InlineData(9, "ended by SIGKILL: somebody killed it, or the system was out of memory")]
    [InlineData(11, "ended by SIGSEGV, a wrong access to memory")]
    [InlineData(15, "ended by SIGTERM: somebody stopped it")]
    [InlineData(31, "ended by signal 31")]
    public void A_process_that_a_signal_ends_has_none(int signal, string words)
    {
        const int CoreDumped = 0x80;
        Assert.All([signal, signal | CoreDumped], wait =>
        {
            var status = ExitStatus.OfWait(wait);
            Assert.Equal((null, signal, false), (status.Code, status.Signal, status.IsSuccess));
            Assert.Equal(words, $"{status}");
        });
    }

    [Fact]
    public void The_status_that_asks_for_another_try_is_that_of_sysexits()
    {
        const string Header = "/usr/include/sysexits.h";
        Assert.SkipUnless(File.Exists(Header), "There are no headers of the C library here.");
        var line = File.ReadLines(Header).First(line => line.Contains("define EX_TEMPFAIL", StringComparison.Ordinal));
        Assert.Contains($"\t{ExitStatus.TryElsewhere}\t", line, StringComparison.Ordinal);
    }
}
