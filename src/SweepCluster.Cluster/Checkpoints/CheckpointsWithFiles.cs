using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Checkpoints;

/// <summary>Keeps checkpoints whose files workers have put into the store of data.</summary>
/// <param name="checkpoints">Keeps the checkpoints.</param>
/// <param name="files">Has their files.</param>
public sealed class CheckpointsWithFiles(ICheckpointStore checkpoints, IDataStore files) : ICheckpointStore
{
    /// <inheritdoc/>
    public IReadOnlyList<PackCheckpoint> Read(string sweepId) => checkpoints.Read(sweepId);

    /// <inheritdoc/>
    public void Keep(string sweepId, PackCheckpoint checkpoint) => checkpoints.Keep(sweepId, checkpoint);

    /// <inheritdoc/>
    public void Forget(string sweepId, long start) => checkpoints.Forget(sweepId, start);

    /// <inheritdoc/>
    public void ForgetFiles(string name)
    {
        if (DataReference.HashIn(name) is { } hash)
            files.Forget(hash);
    }
}
