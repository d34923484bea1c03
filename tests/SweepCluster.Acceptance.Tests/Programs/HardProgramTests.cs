using System.Globalization;

namespace SweepCluster.Acceptance.Tests.Programs;

/// <summary>What programs and machines do when they are at their worst.</summary>
public sealed class HardProgramTests : TemporaryFolder
{
    [Fact]
    [Trait("Length", "long")]
    public async Task A_program_that_prints_a_gigabyte_costs_its_worker_no_memory()
    {
        var little = await MemoryOfPrinting(1_000);
        var much = await MemoryOfPrinting(1_000_000_000);

        Assert.True(much < little + (100 << 10), $"{much} KiB for a gigabyte, {little} KiB for a kilobyte.");
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task Ten_thousand_trials_need_no_more_memory_than_two_thousand()
    {
        var files = new ProgramFiles(this, "echo '{\"cost\": 1}'", "x = { integer = [1, 10000] }");
        using var run = files.Start("out");
        await Wait.Until(() => Directory.Exists(In("out", "trials", "2")));
        var early = Memory(run.Id, "VmRSS");
        await Wait.Until(() => Directory.Exists(In("out", "trials", "9")));
        var late = Memory(run.Id, "VmRSS");

        Assert.Equal(0, (await run.End()).ExitCode);
        Assert.Equal(10_000, Summary.Read(In("out")).Count(row => row["state"] == "COMPLETE"));
        Assert.True(late < early + (100 << 10), $"{early} KiB after 2,000 trials, {late} KiB after 9,000.");
    }

    // The peak of the process that runs it, in KiB, before the program may end.
    private async Task<long> MemoryOfPrinting(long bytes)
    {
        var name = $"{bytes}";
        var script = $$"""
            yes 'a line of some program that is no result' | head -c {{bytes}}
            echo; touch {{In($"{name}.printed")}}
            while [ ! -e {{In($"{name}.go")}} ]; do sleep 0.1; done
            echo '{"cost": 1}'
            """;
        var files = new ProgramFiles(this, script, "x = [1]");
        using var run = files.Start(name);
        await Wait.Until(() => File.Exists(In($"{name}.printed")));
        File.WriteAllText(In($"{name}.go"), "");
        var peak = 0L;
        await Wait.Until(() => run.HasExited || (peak = Math.Max(peak, Memory(run.Id, "VmHWM"))) < 0);
        Assert.Equal(0, (await run.End()).ExitCode);
        Assert.True(new FileInfo(In(name, "trials", "0", "stdout.log")).Length > bytes);
        return peak;
    }

    // 0 once the process has ended.
    private static long Memory(int id, string what)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status")
                .FirstOrDefault(line => line.StartsWith(what, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1],
                CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
