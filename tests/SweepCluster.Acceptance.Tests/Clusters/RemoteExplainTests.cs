using SweepCluster.Acceptance.Tests.Clusters.Machines;
namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A cluster's sweep is explained like a folder's, on a machine with neither its file nor its data.</summary>
public sealed class RemoteExplainTests : TemporaryFolder
{
    [Fact]
    public async Task A_cluster_s_trial_is_explained_and_its_remedy_tried_on_the_client()
    {
        var table = string.Concat(Enumerable.Range(1, 400).Select(x => $"{x},{x % 7},{2 * x + 1000 + x % 3}\n"));
        var data = Write("table.csv", "a,b,y\n" + table);
        Write("own.hocon",
            """
            sweep {
              name = own
              dataset { csv { path = "table.csv", features = [a, b], target = y } }
              training { epochs = 40, batch-size = 8 }
              search-space { learning-rate = [0.01, 0.1] }
            }
            """);
        Assert.Equal(0, (await SweepProcess.Run(["run", In("own.hocon"), "--out", In("out"), "--quiet"])).ExitCode);
        var here = await SweepProcess.Run(["explain", In("out"), "0", "--try"]);
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        var id = (await cluster.Ask("submit", In("own.hocon"), "--detach")).Output.Trim();
        Assert.Equal(0, (await cluster.Ask("watch", id)).ExitCode);
        File.Delete(data);
        var there = await cluster.Ask("explain", id, "0", "--try");

        Assert.Equal((0, ""), (there.ExitCode, there.Error));
        Assert.Contains("Trained again with standardize = on: that mends it.", there.Output, StringComparison.Ordinal);
        Assert.Equal(here.Output, there.Output);
    }

    [Fact]
    public async Task What_cannot_be_explained_is_answered_with_the_reason()
    {
        Write("own.hocon", "sweep { name = own, dataset { synthetic { target = difference, rows = 100 } } }");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var id = (await cluster.Ask("submit", In("own.hocon"), "--detach")).Output.Trim();
        var waiting = await cluster.Ask("explain", id, "0");
        var noTrial = await cluster.Ask("explain", id, "1");
        var noSweep = await cluster.Ask("explain", "other", "0");

        Assert.Equal("Trial 0 is WAITING and has no result to explain.\n", waiting.Output);
        Assert.Equal($"sweep: {id} has no trial 1; its trials are 0 to 0.\n", noTrial.Error);
        Assert.Contains("knows no sweep 'other'", noSweep.Error, StringComparison.Ordinal);
    }
}
