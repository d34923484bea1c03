using SweepCluster.Cluster.Node;
using SweepCluster.Dashboard.Report;
using SweepCluster.Sweeps.Objectives;

namespace SweepCluster.Cli.Running;

/// <summary>Makes on other cores what a sweep or a node would wait for later on; what goes wrong is told where it is needed.</summary>
internal static class Warmup
{
    /// <summary>Begins while the sweep is read.</summary>
    public static void Begin() => Task.Run(EmbeddedNode.Load).ContinueWith(_ => ReportFile.Load(), TaskScheduler.Default);

    /// <summary>Begins while the settings of a node or a client are read.</summary>
    public static void BeginNode() => Task.Run(EmbeddedNode.Load);

    /// <summary>Begins while the node starts.</summary>
    public static void Begin(Lazy<IObjective> objective) => Task.Run(() => objective.Value);
}
