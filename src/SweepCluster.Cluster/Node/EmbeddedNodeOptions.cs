using SweepCluster.Cluster.TrialLogs;
using SweepCluster.Cluster.Work.Training;

namespace SweepCluster.Cluster.Node;

/// <summary>A cluster of one node: coordinator and worker in this process.</summary>
/// <param name="JournalFolder">An existing folder for the journal's database.</param>
/// <param name="Slots">Packs trained at the same time.</param>
/// <param name="Training">Trains a pack.</param>
/// <param name="Clock">The clock of leases and attempts.</param>
public sealed record EmbeddedNodeOptions(string JournalFolder, int Slots, IPackEvaluator Training, TimeProvider Clock)
{
    /// <summary>GPUs that trials may use.</summary>
    public int Gpus { get; init; }

    /// <summary>Has what trials have printed that do not run any more.</summary>
    public ITrialLogStore Logs { get; init; } = NoLogStore.Instance;
}
