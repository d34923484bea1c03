using System.Runtime.InteropServices;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A worker that lacks what training needs costs time but no trial, and is shown with the reason.</summary>
public sealed class SickWorkerTests : TemporaryFolder
{
    private const int Rows = 40_000;

    private static readonly string Processor =
        RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64";

    // Where Debian's package puts it.
    private static readonly string FakeClock = $"/usr/lib/{Processor}-linux-gnu/faketime/libfaketime.so.1";

    [Fact]
    public async Task Without_space_for_data_it_is_unfit_until_there_is_some()
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
    public async Task When_its_folder_is_deleted_it_makes_it_again()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var sick = cluster.AddWorker(slots: 1, "--set", $"cache.folder={In("cache")}");
        await sick.Up();
        Directory.Delete(In("cache"), recursive: true);

        Assert.Equal(0, (await cluster.Ask("submit", Sweep(), "--out", In("submitted"), "--quiet")).ExitCode);
        AllComplete();
    }

    [Fact]
    public async Task Alone_and_without_space_it_leaves_all_trials_to_a_worker_that_joins_later()
    {
        await using var disk = await SmallDisk.Make(In("disk"), "100k");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var sick = cluster.AddWorker(slots: 1, "--set", $"cache.folder={In("disk")}");
        await LeavesAllToAnother(cluster, sick, Sweep(), "space");
    }

    [Fact]
    public async Task When_its_disk_becomes_read_only_it_leaves_all_trials_to_another()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var sick = cluster.AddWorker(slots: 1, "--set", $"cache.folder={In("cache")}");
        await sick.Up();
        await using var disk = await SmallDisk.Make(In("cache", "1"), "100k");
        await disk.Freeze();

        await LeavesAllToAnother(cluster, sick, Sweep(), "Read-only file system");
    }

    [Fact]
    public async Task With_a_read_only_folder_it_does_not_start()
    {
        await using var disk = await SmallDisk.Make(In("disk"), "100k");
        await disk.Freeze();
        using var worker = NodeProcess.Start("worker", "--join", "127.0.0.1:1", "--set", $"cache.folder={In("disk")}");
        await worker.End();

        Assert.Equal(2, worker.ExitCode);
        var line = Assert.Single(worker.Lines);
        Assert.Contains($"Read-only file system : '{In("disk", "1")}'", line, StringComparison.Ordinal);
        Assert.Contains("give another folder with --set cache.folder=", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_too_little_memory_for_the_data_it_leaves_all_trials_to_another()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var sick = cluster.AddWorkerThrough("prlimit", "--data=500000000");

        await LeavesAllToAnother(cluster, sick, LargeSweep(), "memory");
    }

    [Fact]
    public async Task With_a_full_temporary_folder_it_trains_all_the_same()
    {
        await using var disk = await SmallDisk.Make(In("disk"), "100k");
        disk.Fill();
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        cluster.AddWorkerWith([("TMPDIR", In("disk"))], "--set", $"cache.folder={In("cache")}");

        Assert.Equal(0, (await cluster.Ask("submit", Sweep(), "--out", In("submitted"), "--quiet")).ExitCode);
        AllComplete();
    }

    [Theory]
    [InlineData("+3d")]
    [InlineData("-400d")]
    public async Task With_a_wrong_clock_it_trains_as_others_do(string wrong)
    {
        Assert.SkipUnless(File.Exists(FakeClock), "libfaketime is not installed.");
        var expected = await Sweeps.Expected(this, "clock", epochs: 20);
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        var sick = cluster.AddWorkerWith(
            [("LD_PRELOAD", FakeClock), ("FAKETIME", wrong), ("FAKETIME_DONT_FAKE_MONOTONIC", "1")]);
        var address = await sick.Up();

        Assert.Equal(0, (await cluster.Ask("submit", In("clock.hocon"), "--out", In("submitted"), "--quiet")).ExitCode);
        Assert.Equal(expected, File.ReadAllBytes(In("submitted", "summary.csv")));
        var attempts = File.ReadAllLines(In("submitted", "attempts.csv"));
        Assert.Contains(attempts, line => line.Contains(address, StringComparison.Ordinal));
        NoneWasLost();
    }

    [Fact]
    public async Task With_too_few_file_descriptors_it_does_not_start()
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

    // 800 kB, which do not fit on a disk of 100.
    private string Sweep()
    {
        var rows = Enumerable.Range(0, Rows).Select(i => $"{i % 97 / 97.0:F4},{i % 89 / 89.0:F4},{i % 7}\n");
        Write("data.csv", "a,b,y\n" + string.Concat(rows));
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

    // 432 MB of numbers in memory, none of them sent; the program itself takes 220 MB.
    private string LargeSweep() => Write("large.hocon",
        """
        sweep {
          name = large
          dataset { synthetic { target = difference, rows = 12000000, features = 8 } }
          training { optimizer = adam, epochs = 1, batch-size = 8 }
          search-space { learning-rate = [0.001, 0.003, 0.01, 0.03], decay = [0, 0.01] }
        }
        """);

    private async Task LeavesAllToAnother(TestCluster cluster, NodeProcess sick, string sweep, string reason)
    {
        using var submit = cluster.StartAsking("submit", sweep, "--out", In("submitted"), "--quiet");
        await IsUnfit(cluster, await sick.Up(), reason);
        cluster.AddWorker(slots: 1, "--set", $"cache.folder={In("other")}");

        Assert.Equal(0, (await submit.End()).ExitCode);
        AllComplete();
        Assert.Contains(sick.Lines, line => line.Contains("cannot train", StringComparison.Ordinal));
    }

    private static async Task IsUnfit(TestCluster cluster, string address, string reason)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!(await cluster.Nodes()).Any(node => node is { State: "unfit" } && node.Address == address
            && node.Problem.Contains(reason, StringComparison.Ordinal)))
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        var shown = await cluster.Ask("nodes");
        Assert.Contains("unfit", shown.Output, StringComparison.Ordinal);
        Assert.Contains(reason, shown.Output, StringComparison.Ordinal);
    }

    private void AllComplete()
    {
        var lines = File.ReadAllLines(In("submitted", "summary.csv"))[1..];
        Assert.Equal(8, lines.Length);
        Assert.All(lines, line => Assert.Equal("COMPLETE", line.Split(',')[2]));
        NoneWasLost();
    }

    private void NoneWasLost() => Assert.DoesNotContain(
        File.ReadAllLines(In("submitted", "attempts.csv")),
        line => line.EndsWith(",failed", StringComparison.Ordinal) || line.EndsWith(",lost", StringComparison.Ordinal));
}
