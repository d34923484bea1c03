namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>What the output folder is for and what is never done to it.</summary>
public sealed class FolderTests : TemporaryFolder
{
    [Fact]
    public async Task A_complete_sweep_is_shown_again_without_training()
    {
        await Answer();
        var attempts = File.ReadAllText(In("out", "attempts.csv"));
        var ended = await Answer();

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("complete already", ended.Output, StringComparison.Ordinal);
        Assert.Contains("CONVERGED", ended.Output, StringComparison.Ordinal);
        Assert.Equal(attempts, File.ReadAllText(In("out", "attempts.csv")));
    }

    [Fact]
    public async Task Fresh_starts_over_and_gives_the_same_summary()
    {
        await Answer();
        var (attempts, summary) = (File.ReadAllText(In("out", "attempts.csv")), File.ReadAllText(In("out", "summary.csv")));
        var ended = await Answer("--fresh");

        Assert.Equal(0, ended.ExitCode);
        Assert.NotEqual(attempts, File.ReadAllText(In("out", "attempts.csv")));
        Assert.Equal(summary, File.ReadAllText(In("out", "summary.csv")));
    }

    [Fact]
    public async Task Quiet_says_nothing()
    {
        var ended = await Answer("--quiet");

        Assert.Equal(new SweepProcess.Ended(0, "", ""), ended);
    }

    [Fact]
    public async Task A_folder_of_another_sweep_is_refused_and_not_touched()
    {
        await Answer();
        var before = Contents();
        var ended = await Answer("--set", "seed=43");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("belongs to another sweep", ended.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task Results_of_unknown_origin_are_not_overwritten()
    {
        Directory.CreateDirectory(In("out"));
        File.WriteAllText(In("out", "summary.csv"), "mine");
        var ended = await Answer();

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal("mine", File.ReadAllText(In("out", "summary.csv")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said_plainly()
    {
        var file = Write("file", "");
        var ended = await SweepProcess.Run(["run", Repository.Example("keras-answer"), "--out", Path.Combine(file, "out")]);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("cannot be written", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    private Task<SweepProcess.Ended> Answer(params string[] more) =>
        SweepProcess.Run(["run", Repository.Example("keras-answer"), "--out", In("out"), .. more]);

    private List<string> Contents() =>
        [.. Directory.EnumerateFiles(In("out"), "*", SearchOption.AllDirectories).Order()
            .Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}")];
}
