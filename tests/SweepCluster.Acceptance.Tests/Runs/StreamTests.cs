namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>With full or closed output streams, no command prints a stack trace and no sweep is lost.</summary>
public sealed class StreamTests : TemporaryFolder
{
    [Fact]
    public async Task A_stream_that_cannot_be_written_is_reported_on_the_other_and_harms_no_file()
    {
        string[] run = ["run", Repository.Example("keras-answer"), "--out", In("out")];
        // With both closed, files that the command opens get the streams' descriptors.
        Assert.Equal(new SweepProcess.Ended(2, "", ""), await Run(">&- 2>&-", run));
        var summary = File.ReadAllText(In("out", "summary.csv"));
        Assert.Equal(0, (await SweepProcess.Run(["verify", In("out")])).ExitCode);

        var full = await Run(">/dev/full", run);
        Assert.Equal((2, ""), (full.ExitCode, full.Output));
        // The first line says which data were read.
        var line = Assert.Single(full.Error.TrimEnd().Split('\n').Skip(1));
        Assert.StartsWith(
            "sweep: the output cannot be written (No space left on device).", line, StringComparison.Ordinal);
        Assert.Contains("(it is closed)", (await Run(">&-", ["report", In("out")])).Error, StringComparison.Ordinal);

        var silent = await Run("2>/dev/full", ["run", Repository.Example("keras-answer"), "--out", In("again")]);
        Assert.Equal(0, silent.ExitCode);
        Assert.Contains("CONVERGED", silent.Output, StringComparison.Ordinal);
        Assert.Equal(summary, File.ReadAllText(In("out", "summary.csv")));
        Assert.Equal(summary, File.ReadAllText(In("again", "summary.csv")));
        Assert.Equal(new SweepProcess.Ended(2, "", ""), await Run("2>&-", ["run", "missing.hocon"]));
    }

    [Fact]
    public async Task A_reader_that_stops_reading_is_no_failure()
    {
        var ended = await Run("| head -n 1", ["plan", "--help"]);

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Single(ended.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_terminal_with_another_character_set_gets_plain_ASCII_lines()
    {
        var ended = await SweepProcess.Run(
            ["run", Repository.Example("keras-answer"), "--out", In("out")], ("LC_ALL", "C"), ("LANG", "C"));

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("| rank |", ended.Output, StringComparison.Ordinal);
        Assert.All(ended.Output + ended.Error, c => Assert.True(char.IsAscii(c)));
    }

    private static async Task<SweepProcess.Ended> Run(string redirection, string[] arguments)
    {
        using var process = SweepProcess.StartProcess(
            arguments, [], "bash", "-c", $"set -o pipefail; \"$0\" \"$@\" {redirection}");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new SweepProcess.Ended(process.ExitCode, await output, await error);
    }
}
