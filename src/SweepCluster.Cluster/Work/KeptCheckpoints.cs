using System.Collections.Immutable;
using System.Diagnostics;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>Tells a worker node the progress of one of its packs from time to time.</summary>
/// <param name="pack">The pack.</param>
/// <param name="node">The worker node.</param>
/// <param name="updates">Counts the node's updates.</param>
/// <param name="limits">How large checkpoints may be, and how often to make them.</param>
internal sealed class KeptCheckpoints(
    WorkerProtocol.PackGranted pack, IActorRef node, UpdateMeter updates, CheckpointLimits limits) : ICheckpoints
{
    // A sweep with many slots should not hear from each of them all the time.
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(1);

    // Giving away part of a shorter rest is not worth the messages and the journal entry.
    private static readonly TimeSpan WorthSplitting = TimeSpan.FromMilliseconds(25);

    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();
    private readonly Stopwatch _sinceEpoch = Stopwatch.StartNew();
    private readonly Stopwatch _sinceProgress = Stopwatch.StartNew();
    private int _quarters = -1;
    private int _epochs;
    private TimeSpan _lastEpoch;
    private TimeSpan _toldLeft;
    private readonly int _vector = pack.Spec.Objective.PackVector;
    private volatile PackRunner.Split? _asked;

    /// <summary>The lease without the trials given up; other threads read it only after training has ended.</summary>
    public Lease Lease { get; private set; } = pack.Lease;

    /// <summary>What ended attempts printed; other threads read it only after training has ended.</summary>
    public ImmutableArray<KeptLog> Logs { get; private set; } = [];

    public PackCheckpoint? Start => pack.Checkpoint;

    public int Attempt => pack.Lease.Attempt;

    public long LargestBytes => limits.LargestBytes;

    public bool Wants(long bytes) => _sinceLast.Elapsed >= limits.Between(bytes);

    public void Keep(PackCheckpoint checkpoint)
    {
        _sinceLast.Restart();
        node.Tell(new WorkerInputs.GotAhead(pack.SweepId, Lease, checkpoint), ActorRefs.NoSender);
    }

    public void Keep(KeptLog log) => Logs = Logs.Add(log);

    /// <summary>Asks for a part, from any thread; each request gets one part.</summary>
    public void AskForPart(PackRunner.Split split) => _asked = split;

    // A slot in its last epoch gives up nothing: it will soon be free itself.
    public ShareRequest Asked(int epochsLeft)
    {
        if (_lastEpoch * epochsLeft < WorthSplitting)
            return ShareRequest.None;
        if (pack.WantsProgress)
            TellProgress(epochsLeft);
        return _asked is { } asked && epochsLeft > 1
            ? new(asked.Takers, asked.Throughput > 0 ? Throughput / asked.Throughput : 1)
            : ShareRequest.None;
    }

    public void GiveUp(PackCheckpoint rest)
    {
        _asked = null;
        Lease = Lease with { Range = TrialRange.Between(Lease.Range.Start, rest.Start) };
        node.Tell(new WorkerInputs.GaveUp(pack.SweepId, Lease, rest), ActorRefs.NoSender);
    }

    // Tells at each quarter, unless these follow too fast, with the last epoch, and when the last estimate was wrong:
    // the first epoch often waits for data, and a sweep's estimate may rest on it alone.
    private void TellProgress(int epochsLeft)
    {
        if (_epochs == 0)
            _epochs = epochsLeft + 1;
        var quarters = 4 * epochsLeft / _epochs;
        var left = epochsLeft * _lastEpoch;
        var isNews = quarters != _quarters || (_toldLeft - _sinceProgress.Elapsed - left).Duration() > left / 2;
        if (epochsLeft > 1 && !(isNews && _sinceProgress.Elapsed >= BetweenProgress))
            return;
        (_quarters, _toldLeft) = (quarters, left);
        _sinceProgress.Restart();
        var progress = new LeaseProgress(epochsLeft, left.TotalSeconds, Throughput);
        node.Tell(new WorkerInputs.Progressed(pack.SweepId, Lease, progress), ActorRefs.NoSender);
    }

    // In vectors times epochs per second.
    private double Throughput => PackShares.Cost(Lease.Range.Count, _vector) / _lastEpoch.TotalSeconds;

    public void Made(long count)
    {
        _lastEpoch = _sinceEpoch.Elapsed;
        _sinceEpoch.Restart();
        updates.Add(count);
        Instruments.WorkerUpdates.Add(count);
    }
}
