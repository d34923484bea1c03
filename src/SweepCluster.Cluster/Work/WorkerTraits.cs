using SweepCluster.Cluster.Work.Training;
namespace SweepCluster.Cluster.Work;

/// <summary>How a worker node on a network differs from one in a single process.</summary>
/// <param name="Checkpoints">How large its checkpoints may be, and when it sends them.</param>
/// <param name="IsAlone">
/// Whether no other node can train what it cannot. Then it reports what it lacks as a failure of the trials, at once,
/// and the sweep tries smaller packs.
/// </param>
public sealed record WorkerTraits(CheckpointLimits Checkpoints, bool IsAlone)
{
    /// <summary>GPUs that its trials may use.</summary>
    public int Gpus { get; init; }

    /// <summary>A node of a cluster on a network.</summary>
    public static WorkerTraits Networked { get; } = new(CheckpointLimits.Networked, IsAlone: false);

    /// <summary>A node in one process with its coordinator.</summary>
    public static WorkerTraits Embedded { get; } = new(CheckpointLimits.Embedded, IsAlone: true);
}
