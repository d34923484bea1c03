using System.Collections.Concurrent;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Checkpoints;

/// <summary>Keeps checkpoints, and removes the files that belonged to those that are no longer kept.</summary>
/// <param name="checkpoints">Keeps the checkpoints.</param>
/// <param name="files">Has their files, which workers have stored there.</param>
public sealed class CheckpointsWithFiles(ICheckpointStore checkpoints, IDataStore files) : ICheckpointStore
{
    private readonly ConcurrentDictionary<(string SweepId, long Start), PackCheckpoint> _kept = [];

    /// <inheritdoc/>
    public IReadOnlyList<PackCheckpoint> Read(string sweepId)
    {
        var found = checkpoints.Read(sweepId);
        foreach (var checkpoint in found)
            _kept[(sweepId, checkpoint.Start)] = checkpoint;
        return found;
    }

    /// <inheritdoc/>
    public void Keep(string sweepId, PackCheckpoint checkpoint)
    {
        checkpoints.Keep(sweepId, checkpoint);
        var before = _kept.GetValueOrDefault((sweepId, checkpoint.Start));
        _kept[(sweepId, checkpoint.Start)] = checkpoint;
        if (before is not null)
            Drop(before);
    }

    /// <inheritdoc/>
    public void Forget(string sweepId, long start)
    {
        checkpoints.Forget(sweepId, start);
        if (_kept.TryRemove((sweepId, start), out var before))
            Drop(before);
    }

    /// <inheritdoc/>
    public void Drop(PackCheckpoint checkpoint)
    {
        foreach (var name in checkpoint.Trials.Select(trial => trial.KeptFiles).OfType<string>())
        {
            if (DataReference.HashIn(name) is { } hash)
                files.Forget(hash);
        }
    }
}
