using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>Results of two versions of a kind's arithmetic are never mixed.</summary>
public sealed class OtherVersionTests : TemporaryFolder
{
    private static readonly (string, string) Second = ("PARABOLOID_ARITHMETIC", "2");

    [Fact]
    public async Task A_run_that_another_version_began_is_refused_in_two_lines_and_not_touched()
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
        var continued = await SweepProcess.Run(["run", file, "--out", In("out"), "--workers", "1"]);
        var fresh = await SweepProcess.Run(["run", file, "--out", In("out"), "--fresh", "--quiet"], Second);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(
            $"sweep: {In("out")} was begun by another version: "
            + "its trials are of version 1 of the paraboloid arithmetic, and this is version 2.\n"
            + "Nothing was touched: go on with the version that began it, or start over with --fresh.\n",
            refused.Error,
            StringComparison.Ordinal);
        Assert.Equal(0, continued.ExitCode);
        Assert.Contains("going on: ", continued.Error, StringComparison.Ordinal);
        Assert.Equal(0, fresh.ExitCode);
    }

    [Fact]
    public async Task A_worker_of_another_version_trains_nothing_and_says_why()
    {
        Repository.UseParaboloid();
        var file = Bowl(milliseconds: 50);
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var other = new NodeProcess(SweepProcess.StartProcess(
            ["worker", "--join", cluster.Address, "--slots", "1"], [Second]));
        await other.Up();
        using var submit = cluster.StartAsking("submit", file, "--out", In("submitted"), "--quiet");
        string? problem = null;
        await Wait.Until(() =>
        {
            problem = cluster.Nodes().Result.Select(node => node.Problem).FirstOrDefault(text => text.Length > 0);
            return problem is not null;
        });
        await cluster.AddWorker().Up();

        Assert.Equal("its trials are of version 1 of the paraboloid arithmetic, and this is version 2", problem);
        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.All(Summary.Read(In("submitted")), row => Assert.Equal("COMPLETE", row["state"]));
    }

    private string Bowl(int milliseconds) => Write(
        "bowl.hocon",
        $$"""
        sweep {
          paraboloid { peak = 1, milliseconds = {{milliseconds}} }
          search-space { x = { uniform = [-2, 2], count = 60 } }
        }
        """);
}
