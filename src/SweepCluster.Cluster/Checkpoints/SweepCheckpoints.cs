using System.Collections.Immutable;
using Akka.Actor;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Checkpoints;

/// <summary>Tells the keeper which checkpoints of one sweep to keep; part of the sweep's actor.</summary>
internal sealed class SweepCheckpoints(string sweepId, IActorRef keeper)
{
    // A journal takes megabytes. The checkpoints of the first trials are kept, because those are trained first.
    private const long MostBytes = 256L << 20;

    private ImmutableArray<PackCheckpoint>? _told;

    /// <summary>Asks for what was kept earlier; the answer is <see cref="CheckpointKeeper.Found"/>.</summary>
    public void Find() => keeper.Tell(new CheckpointKeeper.Find(sweepId));

    /// <summary>Takes note of a checkpoint that came, for it may be of no use before those to keep are told.</summary>
    public void Hear(PackCheckpoint? checkpoint)
    {
        if (checkpoint is null || CheckpointKeeper.FilesOf([checkpoint]).ToList() is not { Count: > 0 } files)
            return;
        keeper.Tell(new CheckpointKeeper.Heard(sweepId, files));
        _told = null;
    }

    /// <summary>Has the newest checkpoints kept and the useless ones forgotten.</summary>
    public void KeepThoseOf(SweepState state)
    {
        var now = state.Ended is null ? Fitting(Of(state)) : [];
        if (_told is { } told && now.Length == told.Length && now.Zip(told, ReferenceEquals).All(isSame => isSame))
            return;
        _told = now;
        keeper.Tell(new CheckpointKeeper.Keep(sweepId, now));
    }

    /// <summary>The newest checkpoint of each pack; of two attempts at a pack, that of the one ahead.</summary>
    public static IEnumerable<PackCheckpoint> Of(SweepState state) => state.Leases.All.Select(held => held.Checkpoint)
        .Concat(state.Open.Ranges.Select(open => open.Checkpoint))
        .Concat(state.Resting.WithFiles)
        .OfType<PackCheckpoint>()
        .GroupBy(checkpoint => checkpoint.Start)
        .Select(same => same.MaxBy(checkpoint => checkpoint.Steps)!)
        .OrderBy(checkpoint => checkpoint.Start);

    private static ImmutableArray<PackCheckpoint> Fitting(IEnumerable<PackCheckpoint> all)
    {
        var bytes = 0L;
        return [.. all.TakeWhile(checkpoint => (bytes += checkpoint.Bytes) <= MostBytes)];
    }
}
