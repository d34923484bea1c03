using System.Diagnostics;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>Tells a worker node now and then how far one of its packs has come.</summary>
/// <param name="pack">The pack.</param>
/// <param name="node">The worker node.</param>
/// <param name="updates">Counts the node's updates.</param>
internal sealed class KeptCheckpoints(WorkerProtocol.PackGranted pack, IActorRef node, UpdateMeter updates) : ICheckpoints
{
    // What a node that leaves loses at most besides its last epoch; copying a renewal's share so often costs nothing.
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    // Less is not worth the messages and the journal entry that it takes to give some of it away.
    private static readonly TimeSpan WorthSplitting = TimeSpan.FromMilliseconds(25);

    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();
    private readonly Stopwatch _sinceEpoch = Stopwatch.StartNew();
    private TimeSpan _lastEpoch;
    private volatile bool _isToBeSplit;

    /// <summary>The lease, without what was given up; read by others only when training has ended.</summary>
    public Lease Lease { get; private set; } = pack.Lease;

    public PackCheckpoint? Start => pack.Checkpoint;

    public bool Wants(long bytes) =>
        _sinceLast.Elapsed >= Every * Math.Max(1, bytes / (double)PackCheckpoint.BytesPerRenewal);

    public void Keep(PackCheckpoint checkpoint)
    {
        _sinceLast.Restart();
        node.Tell(new WorkerInputs.GotAhead(pack.SweepId, Lease, checkpoint), ActorRefs.NoSender);
    }

    /// <summary>Asks for the later half, from any thread; once given up, it has to be asked for again.</summary>
    public void AskForHalf() => _isToBeSplit = true;

    public bool WantsHalf(int epochsLeft) => _isToBeSplit && epochsLeft * _lastEpoch >= WorthSplitting;

    public void GiveUp(PackCheckpoint rest)
    {
        _isToBeSplit = false;
        Lease = Lease with { Range = TrialRange.Between(Lease.Range.Start, rest.Start) };
        node.Tell(new WorkerInputs.GaveUp(pack.SweepId, Lease, rest), ActorRefs.NoSender);
    }

    public void Made(long count)
    {
        _lastEpoch = _sinceEpoch.Elapsed;
        _sinceEpoch.Restart();
        updates.Add(count);
        Instruments.WorkerUpdates.Add(count);
    }
}
