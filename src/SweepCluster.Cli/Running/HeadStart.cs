using SweepCluster.Dashboard.Report;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Running;

/// <summary>Makes on other cores, while the node starts, what a sweep would wait for later on.</summary>
internal static class HeadStart
{
    /// <summary>Begins; what goes wrong is told where it is needed.</summary>
    public static void Begin(LoadedSweep sweep)
    {
        _ = Task.Run(() => sweep.Trainer.Value);
        _ = Task.Run(ReportFile.Load);
    }
}
