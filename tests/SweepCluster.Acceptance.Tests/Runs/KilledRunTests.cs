using SweepCluster.Cluster.Checkpoints;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>A run of one long pack that is killed again and again goes on from its checkpoints.</summary>
public sealed class KilledRunTests : TemporaryFolder
{
    private const int Kills = 3;

    // One pack that trains for some seconds: before its end, the journal has nothing of it.
    private const string Sweep =
        $$"""
        sweep {
          name = {{Name}}
          seed = 1
          dataset { synthetic { rows = 20000, noise = 0.1 } }
          training { optimizer = adam, epochs = 6000, batch-size = 8 }
          search-space { learning-rate = [1e-5, 2e-5, 1e-4] }
        }
        """;

    private const string Name = "long-pack";

    private string Interrupted => In("interrupted");

    private string Checkpoints => In("interrupted", "journal", FolderCheckpointStore.FolderName);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_run_goes_on_from_the_last_checkpoint_and_gives_the_bytes_of_an_uninterrupted_run()
    {
        var file = Write("long-pack.hocon", Sweep);
        var whole = In("whole");
        var uninterrupted = SweepProcess.Run(["run", file, "--quiet", "--workers", "1", "--out", whole]);

        var epochs = new List<int> { 0 };
        for (var kill = 0; kill < Kills; kill++)
        {
            using var run = SweepProcess.Start(["run", file, "--quiet", "--workers", "1", "--out", Interrupted]);
            var before = LastKept();
            await Wait.Until(() => run.HasExited || LastKept() > before);
            Assert.False(run.HasExited, "The pack ended before a checkpoint was kept; make it longer.");
            if (kill == 1)
                await run.Interrupt();
            else
                run.Kill();
            var ended = await run.End();
            Assert.Equal(kill == 1 ? 130 : 137, ended.ExitCode);
            epochs.Add(EpochsKept());
        }

        var last = await SweepProcess.Run(["run", file, "--quiet", "--workers", "1", "--out", Interrupted]);
        Assert.Equal((0, ""), (last.ExitCode, last.Error));
        Assert.Equal((0, ""), (((await uninterrupted).ExitCode, (await uninterrupted).Error)));
        Assert.Equal(epochs.Distinct().Order(), epochs);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(whole, "summary.csv"), Cancellation),
            await File.ReadAllBytesAsync(Path.Combine(Interrupted, "summary.csv"), Cancellation));
        Assert.False(Directory.Exists(Checkpoints));
    }

    private DateTime LastKept() => Directory.Exists(Checkpoints)
        ? Directory.GetFiles(Checkpoints, "*.checkpoint").Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max()
        : default;

    // Only once the process has ended: the store removes files that are half written.
    private int EpochsKept() => Assert.Single(new FolderCheckpointStore(Checkpoints).Read(SweepId)).Steps;

    private string SweepId =>
        $"{Name}-{File.ReadLines(In("interrupted", "sweep.hocon")).First().Split(' ')[^1][..12]}";
}
