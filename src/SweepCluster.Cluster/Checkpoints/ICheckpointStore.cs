using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Checkpoints;

/// <summary>Keeps the checkpoints of sweeps beside the journal, beyond the end of the process.</summary>
/// <remarks>
/// Calls block on a disk or a database. Checkpoints only save time: <see cref="Read"/> leaves out those that are lost
/// or damaged.
/// </remarks>
public interface ICheckpointStore
{
    /// <summary>All intact checkpoints of a sweep.</summary>
    IReadOnlyList<PackCheckpoint> Read(string sweepId);

    /// <summary>Keeps a checkpoint; it replaces the one of its sweep that begins at the same trial.</summary>
    void Keep(string sweepId, PackCheckpoint checkpoint);

    /// <summary>Forgets the checkpoint of a sweep that begins at a trial, if there is one.</summary>
    void Forget(string sweepId, long start);

    /// <summary>Removes files that no checkpoint names any more.</summary>
    /// <param name="name">The name that they are kept under.</param>
    void ForgetFiles(string name)
    {
    }
}
