namespace SweepCluster.Acceptance.Tests.Installing;

/// <summary>deploy/publish.sh builds a command that runs on a machine without .NET.</summary>
[Collection(BuildsOfTheCommand.Name)]
public sealed class PublishTests : TemporaryFolder
{
    private static readonly string Script = Path.Combine(Repository.Root, "deploy", "publish.sh");

    [Theory]
    [InlineData("linux-x86", "only for: linux-x64 linux-arm64 win-x64 osx-arm64.")]
    [InlineData("--ouz", "there is no option --ouz")]
    [InlineData("--out", "--out needs a folder")]
    public async Task A_wrong_argument_is_reported_before_anything_is_built(string argument, string message)
    {
        var ended = await Outside.Run(Script, "linux-x64", argument);

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_other_files_is_left_alone()
    {
        Directory.CreateDirectory(In("linux-x64"));
        File.WriteAllText(In("linux-x64", "notes.txt"), "mine");
        var ended = await Outside.Run(Script, "linux-x64", "--out", Folder);

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("holds other things than the command", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_the_platforms_that_it_builds_for() => Assert.Contains(
        "linux-x64 linux-arm64 win-x64 osx-arm64", await Outside.Succeed(Script, "--help"), StringComparison.Ordinal);

    [Fact]
    public async Task The_published_command_trains_a_sweep_to_the_same_bytes_as_the_built_one()
    {
        await Outside.Succeed(
            "env", "-i", await Published(), "run", Repository.Example("keras-decay"), "--out", In("by-published"));
        await Outside.Succeed(
            Path.Combine(Repository.Build, "sweep"), "run", Repository.Example("keras-decay"), "--out", In("by-built"));

        Assert.Equal(
            File.ReadAllText(In("by-built", "summary.csv")), File.ReadAllText(In("by-published", "summary.csv")));
        Assert.True(File.Exists(In("by-published", "report.html")));
    }

    // To publish compiles every library ahead of time, which takes more than a minute.
    private async Task<string> Published()
    {
        if (Repository.Published is { } published)
            return published;
        await Outside.Succeed(Script, "--out", In("published"));
        return Path.Combine(Assert.Single(Directory.GetDirectories(In("published"))), "sweep");
    }
}
