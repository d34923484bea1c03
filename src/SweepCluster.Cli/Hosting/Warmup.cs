using SweepCluster.Cluster.Node;
using SweepCluster.Dashboard.Report;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Hosting;

/// <summary>Prepares on other cores what a sweep or a node would wait for later.</summary>
/// <remarks>A failure here shows again when the thing is used, and is reported then.</remarks>
internal static class Warmup
{
    /// <summary>Begins while the sweep is read.</summary>
    public static void Begin() =>
        Task.Run(EmbeddedNode.Load).ContinueWith(_ => ReportFile.Load(), TaskScheduler.Default);

    /// <summary>Begins while the settings of a node or a client are read.</summary>
    public static void BeginNode() => Task.Run(EmbeddedNode.Load);

    /// <summary>Begins while the node starts.</summary>
    public static void Begin(Lazy<IObjective> objective) => Task.Run(() => objective.Value);
}
