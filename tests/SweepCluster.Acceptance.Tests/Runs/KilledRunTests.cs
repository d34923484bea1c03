using SweepCluster.Cluster.Checkpoints;

namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>A run of one long pack, killed again and again.</summary>
public sealed class KilledRunTests : TemporaryFolder
{
    private const int Kills = 3;

    // One pack whose training takes some seconds: there is nothing in its journal before its end.
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
    public async Task Each_life_goes_on_where_the_one_before_was_and_the_bytes_are_those_of_a_run_in_one_piece()
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
            Assert.False(run.HasExited, "The pack has ended before anything of it was kept.");
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

    // Of a process that has ended: what it left half written is removed.
    private int EpochsKept() => Assert.Single(new FolderCheckpointStore(Checkpoints).Read(SweepId)).Steps;

    private string SweepId =>
        $"{Name}-{File.ReadLines(In("interrupted", "sweep.hocon")).First().Split(' ')[^1][..12]}";
}
