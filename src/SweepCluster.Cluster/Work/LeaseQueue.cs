using System.Collections.Immutable;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>The trials of a lease that come one after the other, each with an end of its own.</summary>
/// <remarks>
/// One thread evaluates them. Any thread may take back those that have not begun; the results so far are told then,
/// because the trial under way may take long.
/// </remarks>
/// <param name="pack">The lease.</param>
/// <param name="node">The worker node.</param>
/// <param name="clock">The clock.</param>
internal sealed class LeaseQueue(WorkerProtocol.PackGranted pack, IActorRef node, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<(TrialOutcome Outcome, double Seconds)> _untold = [];
    private readonly Lazy<IReadOnlyList<Trial>> _trials = new(() => LeaseTraining.TrialsOf(pack));
    private Lease _lease = pack.Lease;
    private long _next = pack.Lease.Range.Start;
    private bool _isUnderWay;

    /// <summary>Gives what ended attempts printed.</summary>
    public Func<ImmutableArray<KeptLog>> Logs { private get; init; } = () => [];

    /// <summary>The place of the trial that is or was last under way; null before the first.</summary>
    public long? Place => _next > pack.Lease.Range.Start ? _next - 1 : null;

    /// <summary>Whether the trials of a lease come one after the other.</summary>
    public static bool Fits(WorkerProtocol.PackGranted pack) => !pack.Spec.Objective.Attempts.AreRepeatable;

    /// <summary>Evaluates them; what it returns has not been told before.</summary>
    /// <exception cref="OperationCanceledException">The lease is no longer wanted.</exception>
    /// <exception cref="OtherVersionException">This node must not evaluate them.</exception>
    public WorkerInputs.Trained Train(
        IPackEvaluator training, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        LeaseTraining.CheckVersions(pack);
        while (Begin() is { } place)
        {
            // A short trial may end before it notices.
            cancellation.ThrowIfCancellationRequested();
            var since = clock.GetTimestamp();
            try
            {
                var trial = _trials.Value[(int)(place - pack.Lease.Range.Start)];
                var outcome = training.Train(pack.Spec, pack.Fingerprint, [trial], checkpoints, cancellation);
                End(outcome.Trials[0], clock.GetElapsedTime(since).TotalSeconds);
            }
            catch (Exception cause) when (cause is not OperationCanceledException)
            {
                lock (_gate)
                    TellEarly();
                throw;
            }
        }

        lock (_gate)
            return Untold();
    }

    /// <summary>Takes back the trials that have not begun, and tells the results so far.</summary>
    public void TakeBack()
    {
        lock (_gate)
        {
            // Between two trials, the last results are kept for the end: there is always something to tell then.
            if (_isUnderWay)
                TellEarly();
            var end = Math.Max(_next, _lease.Range.Start + 1);
            if (end >= _lease.Range.End)
                return;
            _lease = _lease with { Range = TrialRange.Between(_lease.Range.Start, end) };
            node.Tell(new WorkerInputs.GaveUp(pack.SweepId, _lease, null), ActorRefs.NoSender);
        }
    }

    private long? Begin()
    {
        lock (_gate)
        {
            if (_next >= _lease.Range.End)
                return null;
            _isUnderWay = true;
            return _next++;
        }
    }

    private void End(TrialOutcome outcome, double seconds)
    {
        lock (_gate)
        {
            _untold.Add((outcome, seconds));
            _isUnderWay = false;
        }
    }

    private void TellEarly()
    {
        if (_untold.Count > 0)
            node.Tell(Untold() with { IsEarly = true }, ActorRefs.NoSender);
    }

    private WorkerInputs.Trained Untold()
    {
        var first = _next - _untold.Count - (_isUnderWay ? 1 : 0);
        ImmutableArray<double> seconds = [.. _untold.Select(done => done.Seconds)];
        var outcome = new PackOutcome([], [.. _untold.Select(done => done.Outcome)]);
        var told = new TrialRange(first, _untold.Count);
        _untold.Clear();
        return new(pack.SweepId, _lease, outcome, seconds.Sum())
        {
            First = first,
            TrialSeconds = seconds,
            Logs = [.. Logs().Where(log => told.Contains(log.Place))],
        };
    }
}
