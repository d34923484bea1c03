using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Client;

/// <summary>A sweep of a cluster and the cluster's nodes, as the cluster last told.</summary>
/// <param name="Status">The sweep's status, with its last known account while the cluster does not know it.</param>
/// <param name="Nodes">The nodes; none before the first answer.</param>
public sealed record SweepSeen(SweepStatus Status, ImmutableArray<NodeStatus> Nodes)
{
    /// <summary>Why there is nothing newer; null while the cluster answers.</summary>
    public Waiting? Waiting { get; init; }

    /// <summary>With the sweep's new status.</summary>
    internal SweepSeen With(SweepStatus status) => new(status.OrLast(Status), Nodes);
}
