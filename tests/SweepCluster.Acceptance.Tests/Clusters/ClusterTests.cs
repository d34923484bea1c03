using System.Globalization;
using System.Text.Json;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A cluster of real processes gives what one process gives, whatever happens to them.</summary>
public sealed class ClusterTests : TemporaryFolder
{
    // Some ten seconds of training on one core, in many packs.
    private const string LongSweep =
        """
        sweep {
          name = long
          dataset { synthetic { target = difference, rows = 60000, noise = 0.1 } }
          training { optimizer = adam, epochs = 20 }
          search-space {
            batch-size = [8, 32]
            learning-rate = { log-uniform = [1e-4, 1e-1], count = 40 }
            decay = { uniform = [0, 0.1], count = 40 }
          }
        }
        """;

    [Fact]
    public async Task Two_workers_give_the_bytes_that_run_gives()
    {
        using var cluster = await TestCluster.Start(In("data"), workers: 2);
        var run = await SweepProcess.Run(["run", Repository.Example("keras-decay"), "--out", In("run"), "--quiet"]);
        var submitted = await cluster.Ask("submit", Repository.Example("keras-decay"), "--out", In("submitted"));

        Assert.Equal((0, 0), (run.ExitCode, submitted.ExitCode));
        Assert.Contains("All trials:", submitted.Output, StringComparison.Ordinal);
        SameBytes("run", "submitted");
        var id = submitted.Output.Split('\n')[0];
        var fetched = await cluster.Ask("results", id, "--out", In("fetched"));
        Assert.Equal(0, fetched.ExitCode);
        SameBytes("run", "fetched");
        var csv = await cluster.Ask("results", id, "--format", "csv");
        Assert.Equal(File.ReadAllText(In("run", "summary.csv")), csv.Output);
        var json = await cluster.Ask("results", id, "--format", "json", "--top", "3");
        using var rows = JsonDocument.Parse(json.Output);
        Assert.Equal([1, 2, 3], rows.RootElement.EnumerateArray().Select(row => row.GetProperty("rank").GetInt32()));
        var list = await cluster.Ask("list");
        Assert.Contains(id, list.Output, StringComparison.Ordinal);
        var nodes = await cluster.Ask("nodes");
        Assert.Equal(2, nodes.Output.Split('\n').Count(line => line.Contains(" worker ", StringComparison.Ordinal)));
        var unknown = await cluster.Ask("status", "no-such-sweep");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("knows no sweep 'no-such-sweep'", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_that_are_killed_cost_time_and_nothing_else()
    {
        var expected = await Expected();
        using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var submit = cluster.StartAsking("submit", Write("long.hocon", LongSweep), "--out", In("submitted"), "--quiet");
        for (var kill = 0; kill < 3; kill++)
        {
            var before = await Done(cluster);
            await Until(cluster, done => done > before);
            cluster.Workers[kill].Kill();
            await cluster.AddWorker().Up();
        }

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.Contains(",LOST", File.ReadAllText(In("submitted", "attempts.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_that_is_killed_goes_on_with_the_workers_it_had()
    {
        var expected = await Expected();
        using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var submit = cluster.StartAsking("submit", Write("long.hocon", LongSweep), "--out", In("submitted"), "--quiet");
        await Until(cluster, done => done > 0);
        cluster.Coordinator.Kill();
        await cluster.Coordinator.End();
        await cluster.StartCoordinatorAgain();

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.All(cluster.Workers, worker => Assert.False(worker.HasExited));
        Assert.All(cluster.Workers, worker => Assert.DoesNotContain(worker.Lines, line => line.Contains("joining again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_hands_its_work_back_and_takes_leave()
    {
        var expected = await Expected();
        using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var submit = cluster.StartAsking("submit", Write("long.hocon", LongSweep), "--out", In("submitted"), "--quiet");
        await Until(cluster, done => done > 0);
        await cluster.Workers[0].Signal("TERM");
        await cluster.Workers[0].End();

        Assert.Equal(0, cluster.Workers[0].ExitCode);
        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.Contains(",HANDED_BACK", File.ReadAllText(In("submitted", "attempts.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_cluster_a_client_says_so()
    {
        var ended = await SweepProcess.Run(["list", "--cluster", "127.0.0.1:1"]);

        Assert.Equal(3, ended.ExitCode);
        Assert.Contains("no coordinator answers at 127.0.0.1:1", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    private async Task<byte[]> Expected()
    {
        var run = await SweepProcess.Run(["run", Write("long.hocon", LongSweep), "--out", In("run"), "--quiet"]);
        Assert.Equal(0, run.ExitCode);
        return File.ReadAllBytes(In("run", "summary.csv"));
    }

    private void SameBytes(string one, string other) =>
        Assert.Equal(File.ReadAllBytes(In(one, "summary.csv")), File.ReadAllBytes(In(other, "summary.csv")));

    private static async Task Until(TestCluster cluster, Func<long, bool> enough)
    {
        while (!enough(await Done(cluster)))
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    // The table's third column; 0 while there is no sweep.
    private static async Task<long> Done(TestCluster cluster)
    {
        var list = await cluster.Ask("list");
        var row = list.Output.Split('\n').FirstOrDefault(line => line.Contains(" long-", StringComparison.Ordinal));
        return row is null ? 0 : long.Parse(row.Split('│')[3].Trim(), CultureInfo.InvariantCulture);
    }
}
