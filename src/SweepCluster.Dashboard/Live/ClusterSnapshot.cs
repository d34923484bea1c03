using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Dashboard.Live;

/// <summary>What a cluster was doing when it was last asked.</summary>
/// <param name="Sweeps">Its sweeps, oldest first.</param>
/// <param name="Nodes">Its nodes, by address.</param>
/// <param name="Outage">
/// What keeps it from answering now; null while it answers. The rest is then from its last answer.
/// </param>
public sealed record ClusterSnapshot(
    ImmutableArray<SweepStatus> Sweeps, ImmutableArray<NodeStatus> Nodes, ClusterOutage? Outage)
{
    /// <summary>Before the first answer.</summary>
    public static ClusterSnapshot Nothing { get; } = new([], [], null);

    /// <summary>Whether the cluster has answered at all; if not, only <see cref="Outage"/> says anything.</summary>
    public bool IsKnown { get; init; }

    /// <summary>How fast its sweeps have run lately.</summary>
    internal ThroughputBook Throughputs { get; init; } = ThroughputBook.Empty;

    /// <summary>A sweep; null if there is none of this name.</summary>
    public SweepStatus? Find(string sweepId) => Sweeps.FirstOrDefault(sweep => sweep.SweepId == sweepId);

    /// <summary>Whether both say the same.</summary>
    internal bool IsSame(ClusterSnapshot other) =>
        Sweeps.SequenceEqual(other.Sweeps)
        && Nodes.SequenceEqual(other.Nodes)
        && (Outage, IsKnown) == (other.Outage, other.IsKnown);
}

/// <summary>Why the cluster does not answer.</summary>
/// <param name="Reason">In plain words.</param>
/// <param name="Since">When it began.</param>
/// <param name="IsAway">Whether no coordinator answers at all; otherwise the answer was a refusal.</param>
public sealed record ClusterOutage(string Reason, DateTimeOffset Since, bool IsAway)
{
    /// <summary>Whether it passes by itself when the cluster can use its journal again.</summary>
    public bool IsOfJournal { get; init; }
}
