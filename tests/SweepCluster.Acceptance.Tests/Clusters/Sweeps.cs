using System.Collections.Concurrent;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>Sweeps that take a while.</summary>
internal static class Sweeps
{
    /// <summary>Epochs of a sweep that is still at work after a process more has started.</summary>
    public const int Longer = 200;

    // Of one that a test need only meet at work.
    private const int Epochs = 100;

    // Several tests expect the same sweep.
    private static readonly ConcurrentDictionary<(string Name, int Epochs), Lazy<Task<byte[]>>> Written = [];

    /// <summary>A sweep of about five seconds of training on one core, in many packs.</summary>
    public static string Long(string name, int epochs = Epochs) =>
        $$"""
        sweep {
          name = {{name}}
          dataset { synthetic { target = difference, rows = 60000, noise = 0.1 } }
          training { optimizer = adam, epochs = {{epochs}} }
          search-space {
            batch-size = [8, 32]
            learning-rate = { log-uniform = [1e-4, 1e-1], count = 40 }
            decay = { uniform = [0, 0.1], count = 40 }
          }
        }
        """;

    /// <summary>Writes the sweep file into a test's folder; returns the summary.csv of `sweep run`.</summary>
    public static async Task<byte[]> Expected(TemporaryFolder folder, string name, int epochs = Epochs)
    {
        folder.Write($"{name}.hocon", Long(name, epochs));
        return await Written
            .GetOrAdd((name, epochs), key => new Lazy<Task<byte[]>>(() => Run(key.Name, key.Epochs)))
            .Value;
    }

    private static async Task<byte[]> Run(string name, int epochs)
    {
        var folder = Directory.CreateTempSubdirectory("sweepcluster-");
        var file = Path.Combine(folder.FullName, "sweep.hocon");
        await File.WriteAllTextAsync(file, Long(name, epochs));
        var run = await SweepProcess.Run(["run", file, "--out", Path.Combine(folder.FullName, "run"), "--quiet"]);
        Assert.Equal(0, run.ExitCode);
        var summary = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "run", "summary.csv"));
        folder.Delete(recursive: true);
        return summary;
    }
}
