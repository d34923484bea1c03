using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Checkpoints;

/// <summary>Keeps how far the packs of sweeps have come, beside the journal, over the end of the process.</summary>
/// <remarks>
/// Calls block on a disk or a database. What is kept only saves time: a checkpoint that is lost or cannot be read is none,
/// and is told by <see cref="Read"/> as none.
/// </remarks>
public interface ICheckpointStore
{
    /// <summary>All checkpoints of a sweep that are whole.</summary>
    IReadOnlyList<PackCheckpoint> Read(string sweepId);

    /// <summary>Keeps a checkpoint instead of the one of its sweep that begins at the same trial.</summary>
    void Keep(string sweepId, PackCheckpoint checkpoint);

    /// <summary>Forgets the checkpoint of a sweep that begins at a trial, if there is one.</summary>
    void Forget(string sweepId, long start);
}
