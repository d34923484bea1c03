using SweepCluster.Acceptance.Tests.Clusters;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>Results of two versions of a kind's arithmetic never stand side by side.</summary>
public sealed class OtherVersionTests : TemporaryFolder
{
    private static readonly (string, string) Second = ("PARABOLOID_ARITHMETIC", "2");

    [Fact]
    public async Task A_run_that_another_version_began_is_left_as_it_is_in_two_plain_lines()
    {
        Repository.UseParaboloid();
        var file = Bowl(milliseconds: 100);
        using (var begun = SweepProcess.Start(["run", file, "--out", In("out"), "--workers", "1"]))
        {
            var journal = new JournalReader(In("out"));
            await Wait.Until(() => journal.Events("completed.1") > 2 || begun.HasExited);
            Assert.False(begun.HasExited, "The sweep ended before it could be stopped; make it longer.");
            begun.Kill();
        }

        var refused = await SweepProcess.Run(["run", file, "--out", In("out")], Second);
        var goneOn = await SweepProcess.Run(["run", file, "--out", In("out"), "--workers", "1"]);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(
            $"sweep: {In("out")} was begun by another version: its trials are of version 1 of the paraboloid arithmetic, and this is version 2.\n"
            + "Nothing was touched: go on with the version that began it, or start over with --fresh.\n",
            refused.Error,
            StringComparison.Ordinal);
        Assert.Equal(0, goneOn.ExitCode);
        Assert.Contains("going on: ", goneOn.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await SweepProcess.Run(["run", file, "--out", In("out"), "--fresh", "--quiet"], Second)).ExitCode);
    }

    [Fact]
    public async Task A_worker_of_another_version_takes_part_in_nothing_and_says_so()
    {
        Repository.UseParaboloid();
        var file = Bowl(milliseconds: 50);
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var other = new NodeProcess(SweepProcess.StartProcess(["worker", "--join", cluster.Address, "--slots", "1"], [Second]));
        await other.Up();
        using var submit = cluster.StartAsking("submit", file, "--out", In("submitted"), "--quiet");
        var unfit = "";
        await Wait.Until(() => (unfit = cluster.Nodes().Result.FirstOrDefault(node => node.Problem.Length > 0)?.Problem ?? "").Length > 0);
        await cluster.AddWorker().Up();

        Assert.Equal("its trials are of version 1 of the paraboloid arithmetic, and this is version 2", unfit);
        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.All(Summary.Read(In("submitted")), row => Assert.Equal("COMPLETE", row["state"]));
    }

    private string Bowl(int milliseconds) => Write(
        "bowl.hocon",
        $$"""sweep { paraboloid { peak = 1, milliseconds = {{milliseconds}} }, search-space { x = { uniform = [-2, 2], count = 60 } } }""");
}
