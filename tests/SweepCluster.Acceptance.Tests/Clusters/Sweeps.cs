namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>Sweeps that take a while.</summary>
internal static class Sweeps
{
    /// <summary>Some twenty seconds of training on one core, in many packs.</summary>
    public static string Long(string name, int epochs = 40) =>
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

    /// <summary>Writes the sweep's file into a test's folder, and gives the bytes that `sweep run` writes for it.</summary>
    public static async Task<byte[]> Expected(TemporaryFolder folder, string name, int epochs = 40)
    {
        var file = folder.Write($"{name}.hocon", Long(name, epochs));
        var run = await SweepProcess.Run(["run", file, "--out", folder.In("run"), "--quiet"]);
        Assert.Equal(0, run.ExitCode);
        return File.ReadAllBytes(folder.In("run", "summary.csv"));
    }
}
