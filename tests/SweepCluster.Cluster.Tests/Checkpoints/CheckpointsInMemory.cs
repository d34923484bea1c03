using System.Collections.Concurrent;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Checkpoints;

/// <summary>Keeps checkpoints for the duration of a test.</summary>
internal sealed class CheckpointsInMemory : ICheckpointStore
{
    private readonly ConcurrentDictionary<(string SweepId, long Start), PackCheckpoint> _kept = [];

    public IReadOnlyList<PackCheckpoint> Read(string sweepId) =>
        [.. _kept.Where(each => each.Key.SweepId == sweepId).Select(each => each.Value).OrderBy(each => each.Start)];

    public void Keep(string sweepId, PackCheckpoint checkpoint) => _kept[(sweepId, checkpoint.Start)] = checkpoint;

    public void Forget(string sweepId, long start) => _kept.TryRemove((sweepId, start), out _);
}
