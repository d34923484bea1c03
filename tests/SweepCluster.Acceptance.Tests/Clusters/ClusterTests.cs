using System.Text.Json;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A cluster of real processes gives the results of one process, whatever happens to its nodes.</summary>
public sealed class ClusterTests : TemporaryFolder
{
    // Six hundred packs of four trials each: some seconds on one core.
    private const string ManyPacks =
        """
        sweep {
          name = packs
          repeats = 600
          dataset { synthetic { target = difference, rows = 12000, noise = 0.1 } }
          training { optimizer = adam, epochs = 40 }
          search-space { learning-rate = [0.001, 0.003, 0.01, 0.03] }
        }
        """;

    [Fact]
    public async Task Two_workers_give_the_bytes_that_run_gives()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
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
        var parquet = await cluster.Ask("results", id, "--format", "parquet");
        Assert.StartsWith("PAR1", parquet.Output, StringComparison.Ordinal);
        var list = await cluster.Ask("list");
        Assert.Contains(id, list.Output, StringComparison.Ordinal);
        var nodes = await cluster.Ask("nodes");
        Assert.Equal(2, nodes.Output.Split('\n').Count(line => line.Contains(" worker ", StringComparison.Ordinal)));
        var unknown = await cluster.Ask("status", "no-such-sweep");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("knows no sweep 'no-such-sweep'", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public Task Workers_that_are_killed_cost_time_and_nothing_else() => KillWorkers(3, epochs: 100);

    [Fact]
    [Trait("Length", "long")]
    public Task Twenty_workers_that_are_killed_cost_time_and_nothing_else() => KillWorkers(20, epochs: 1000);

    [Fact]
    public async Task Packs_that_are_leased_together_and_lost_with_their_worker_are_trained_again()
    {
        var file = Write("packs.hocon", ManyPacks);
        var run = await SweepProcess.Run(["run", file, "--out", In("run"), "--quiet"]);
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var submit = cluster.StartAsking("submit", file, "--out", In("submitted"), "--quiet");
        await cluster.Until(sweep => sweep is { Account.Done: > 300, Packs: 2 });
        cluster.Workers[0].Kill();

        Assert.Equal((0, 0), (run.ExitCode, (await submit.End()).ExitCode));
        SameBytes("run", "submitted");
        // The other worker may have trained them before the coordinator was sure that the first is gone.
        var lost = AttemptsOf(await cluster.Workers[0].Up()).Where(line =>
            line.EndsWith(",lost", StringComparison.Ordinal) || line.EndsWith(",abandoned", StringComparison.Ordinal));
        Assert.InRange(lost.Count(), 2 * 4, 1024);
    }

    [Fact]
    public async Task A_coordinator_that_is_killed_goes_on_with_the_workers_it_had()
    {
        var expected = await Sweeps.Expected(this, "long");
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        await cluster.Until(sweep => sweep is { Account.Done: > 0, Packs: 2 });
        cluster.Coordinator.Kill();
        await cluster.Coordinator.End();
        await cluster.StartCoordinatorAgain();

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.All(cluster.Workers, worker =>
        {
            Assert.False(worker.HasExited);
            Assert.DoesNotContain(worker.Lines, line => line.Contains("joining again", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_hands_its_work_back_and_leaves()
    {
        var expected = await Sweeps.Expected(this, "long");
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        // Both train before anything is done; later, a worker that has just ended a pack has nothing to hand back.
        await cluster.Until(sweep => sweep is { Account.Done: 0, Packs: 2 });
        await cluster.Workers[0].Signal("TERM");
        await cluster.Workers[0].End();

        Assert.Equal(0, cluster.Workers[0].ExitCode);
        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.Contains(cluster.Workers[0].Lines, line => line.Contains("has left", StringComparison.Ordinal));
        var attempts = AttemptsOf(await cluster.Workers[0].Up());
        Assert.Contains(attempts, line => line.EndsWith(",handed back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_that_is_added_to_a_running_sweep_gets_its_share()
    {
        var expected = await Sweeps.Expected(this, "long", Sweeps.Longer);
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        await cluster.Until(sweep => sweep is { Account.Done: 0, Packs: 1 });
        var added = await cluster.AddWorker().Up();
        await cluster.Until(sweep => sweep.Packs == 2);

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.Contains(AttemptsOf(added), line => line.EndsWith(",completed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_or_a_folder_in_use_is_reported_without_a_stack_trace()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var port = cluster.Address.Split(':')[1];
        var samePort = await SweepProcess.Run(["coordinator", "--port", port, "--data", In("other")]);
        var sameFolder = await SweepProcess.Run(["coordinator", "--port", "0", "--data", In("data")]);

        Assert.Equal((2, 2), (samePort.ExitCode, sameFolder.ExitCode));
        Assert.Contains($"no node can start at 127.0.0.1:{port}", samePort.Error, StringComparison.Ordinal);
        Assert.Contains("another coordinator is at work in ", sameFolder.Error, StringComparison.Ordinal);
        Assert.All(
            [samePort, sameFolder],
            ended => Assert.DoesNotContain("   at ", ended.Error + ended.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_cluster_a_client_says_so()
    {
        var ended = await SweepProcess.Run(["list", "--cluster", "127.0.0.1:1"]);

        Assert.Equal(3, ended.ExitCode);
        Assert.Contains("no coordinator answers at 127.0.0.1:1", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    private async Task KillWorkers(int kills, int epochs)
    {
        var expected = await Sweeps.Expected(this, "long", epochs);
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var submit = cluster.StartAsking("submit", In("long.hocon"), "--out", In("submitted"), "--quiet");
        var random = new Random(20261124);
        for (var (kill, before) = (0, 0L); kill < kills; kill++)
        {
            before = (await cluster.Until(sweep => sweep.Account.Done > before && sweep.Packs > 0)).Account.Done;
            var alive = cluster.Workers.Where(worker => !worker.HasExited).ToList();
            alive[random.Next(alive.Count)].Kill();
            cluster.AddWorker();
        }

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        Assert.Contains(",lost", File.ReadAllText(In("submitted", "attempts.csv")), StringComparison.Ordinal);
    }

    private IEnumerable<string> AttemptsOf(string worker) => File.ReadLines(In("submitted", "attempts.csv"))
        .Where(line => line.Contains($",{worker}/", StringComparison.Ordinal));

    private void SameBytes(string one, string other) =>
        Assert.Equal(File.ReadAllBytes(In(one, "summary.csv")), File.ReadAllBytes(In(other, "summary.csv")));
}
