using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Client;

/// <summary>A sweep of a cluster and its nodes, as they were when the cluster last told.</summary>
/// <param name="Status">How the sweep stands; its account is the last that was heard where the cluster does not know it yet.</param>
/// <param name="Nodes">The nodes; none before the first answer.</param>
public sealed record SweepSeen(SweepStatus Status, ImmutableArray<NodeStatus> Nodes)
{
    /// <summary>Why there is nothing newer; null while the cluster answers.</summary>
    public Waiting? Waiting { get; init; }

    /// <summary>With how the sweep stands now.</summary>
    internal SweepSeen With(SweepStatus status) => new(status.OrLast(Status), Nodes);
}
