namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A worker that lacks what training takes costs time and no trial, and is told with its reason.</summary>
public sealed class SickWorkerTests : TemporaryFolder
{
    private const int Rows = 40_000;

    [Fact]
    public async Task Without_room_for_data_it_is_unfit_until_there_is_some()
    {
        await using var disk = await SmallDisk.Make(In("disk"), "100k");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var sick = cluster.AddWorker(slots: 2, "--set", $"cache.folder={In("disk")}", "--set", "cache.megabytes=1");
        using var submit = cluster.StartAsking("submit", Sweep(), "--out", In("submitted"), "--quiet");
        await IsUnfit(cluster, await sick.Up(), "space");
        await disk.Grow("10m");

        Assert.Equal(0, (await submit.End()).ExitCode);
        AllComplete();
    }

    [Fact]
    public async Task With_its_folder_gone_it_makes_it_again()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var sick = cluster.AddWorker(slots: 1, "--set", $"cache.folder={In("cache")}");
        await sick.Up();
        Directory.Delete(In("cache"), recursive: true);

        Assert.Equal(0, (await cluster.Ask("submit", Sweep(), "--out", In("submitted"), "--quiet")).ExitCode);
        AllComplete();
    }

    [Fact]
    public async Task Alone_with_no_room_it_leaves_all_trials_to_one_that_joins_later()
    {
        await using var disk = await SmallDisk.Make(In("disk"), "100k");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var sick = cluster.AddWorker(slots: 1, "--set", $"cache.folder={In("disk")}");
        using var submit = cluster.StartAsking("submit", Sweep(), "--out", In("submitted"), "--quiet");
        await IsUnfit(cluster, await sick.Up(), "space");
        cluster.AddWorker(slots: 1, "--set", $"cache.folder={In("other")}");

        Assert.Equal(0, (await submit.End()).ExitCode);
        AllComplete();
        Assert.Contains(sick.Lines, line => line.Contains("cannot train", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_too_few_descriptors_it_does_not_begin()
    {
        using var worker = new NodeProcess(SweepProcess.StartProcess(
            ["worker", "--join", "127.0.0.1:1"], [], "prlimit", "--nofile=64:64"));
        await worker.End();

        Assert.Equal(2, worker.ExitCode);
        Assert.Equal(
            "sweep: this process may have 64 files and connections open, and needs 256 or more: "
            + "raise the limit, for example with 'ulimit -n 1024'.",
            Assert.Single(worker.Lines));
    }

    // 800 kB, which fit into no disk of 100.
    private string Sweep()
    {
        Write("data.csv", "a,b,y\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"{i % 97 / 97.0:F4},{i % 89 / 89.0:F4},{i % 7}\n")));
        return Write("csv.hocon",
            """
            sweep {
              name = csv
              dataset { csv { path = data.csv, features = [a, b], target = y } }
              training { optimizer = adam, epochs = 2 }
              search-space { learning-rate = [0.001, 0.003, 0.01, 0.03], decay = [0, 0.01] }
            }
            """);
    }

    private static async Task IsUnfit(TestCluster cluster, string address, string reason)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!(await cluster.Nodes()).Any(node => node is { State: "unfit" } && node.Address == address
            && node.Problem.Contains(reason, StringComparison.Ordinal)))
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        var shown = await cluster.Ask("nodes");
        Assert.Contains("unfit", shown.Output, StringComparison.Ordinal);
    }

    private void AllComplete()
    {
        var lines = File.ReadAllLines(In("submitted", "summary.csv"))[1..];
        Assert.Equal(8, lines.Length);
        Assert.All(lines, line => Assert.Equal("COMPLETE", line.Split(',')[2]));
        Assert.DoesNotContain(
            File.ReadAllLines(In("submitted", "attempts.csv")),
            line => line.EndsWith(",failed", StringComparison.Ordinal) || line.EndsWith(",lost", StringComparison.Ordinal));
    }
}
