namespace SweepCluster.Cluster.Work;

/// <summary>What a worker node is like.</summary>
/// <param name="Checkpoints">How it keeps checkpoints.</param>
/// <param name="IsAlone">
/// Whether no other node can train what it cannot: what it lacks is then told as a trial's failure, at once, and smaller packs are tried.
/// </param>
public sealed record WorkerTraits(CheckpointLimits Checkpoints, bool IsAlone)
{
    /// <summary>One of a cluster's.</summary>
    public static WorkerTraits Networked { get; } = new(CheckpointLimits.Networked, IsAlone: false);

    /// <summary>In one process with its coordinator.</summary>
    public static WorkerTraits Embedded { get; } = new(CheckpointLimits.Embedded, IsAlone: true);
}
