using System.Diagnostics;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Benchmarks;

/// <summary>
/// A worker as its coordinator knows it, with the rules and messages of a real one; a timer stands for training.
/// </summary>
internal sealed class SimulatedWorker : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RenewEvery = SweepDecisions.LeaseTime / 5;

    private readonly ICanTell _coordinator;
    private readonly TimeSpan _training;
    private readonly WorkAccount _account;
    private WorkerState _state;
    private long _groupSize;

    public SimulatedWorker(string name, int slots, ICanTell coordinator, TimeSpan training, WorkAccount account)
    {
        (_coordinator, _training, _account) = (coordinator, training, account);
        _state = WorkerState.New(name, slots);
        Receive<WorkerProtocol.IToWorker>(Learn);
        Receive<WorkerInputs.Trained>(trained =>
        {
            _account.End(PacksOf(trained.Lease), trained.Outcome.Trials.Length);
            Learn(trained);
        });
        Receive<WorkerInputs.Tick>(Learn);
        Receive<WorkerInputs.RenewalDue>(Learn);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        // Like many processes: not all at the same moment.
        Timers.StartPeriodicTimer("tick", new WorkerInputs.Tick(), TickEvery * Random.Shared.NextDouble(), TickEvery);
        Timers.StartPeriodicTimer(
            "renew", new WorkerInputs.RenewalDue(), RenewEvery * Random.Shared.NextDouble(), RenewEvery);
        Do(WorkerDecisions.Begin(_state));
    }

    private void Learn(object input) => Do(WorkerDecisions.Decide(_state, input));

    private void Do(WorkerStep step)
    {
        _state = step.State;
        foreach (var effect in step.Effects)
        {
            if (effect is WorkerEffects.Say say)
                _coordinator.Tell(say.Message, Self);
            else if (effect is WorkerEffects.Train train)
                Train(train.Pack);
        }
    }

    private void Train(WorkerProtocol.PackGranted pack)
    {
        _account.Begin();
        _groupSize = new GridOrder(pack.Spec).GroupSize;
        var outcome = new PackOutcome([0], [.. Enumerable.Repeat(Outcome, (int)pack.Lease.Range.Count)]);
        var training = PacksOf(pack.Lease) * _training;
        Timers.StartSingleTimer(
            pack.Lease.Holder.Slot,
            new WorkerInputs.Trained(pack.SweepId, pack.Lease, outcome, training.TotalSeconds),
            training);
    }

    private long PacksOf(Lease lease) => new EqualGroups(_groupSize).PackCount(lease.Range);

    private static readonly LinearOutcome Outcome = new()
    {
        Epochs = 1,
        Rmse = 0.5,
        Mae = 0.4,
        Parameters = [1, 2, 3, 4, 5],
        EpochRmse = [0.5],
        EpochValidationRmse = [],
        Verdict = Verdict.Converged,
    };
}

/// <summary>What simulated workers have done.</summary>
internal sealed class WorkAccount
{
    private readonly Lock _gate = new();
    private long _packs;
    private long _trials;
    private long _busy;
    private TimeSpan _ended;
    private TimeSpan _begun;

    /// <summary>Packs, trials and slot-seconds so far, with those of the slots that train now.</summary>
    public (long Packs, long Trials, double Seconds) Now
    {
        get
        {
            lock (_gate)
                return (_packs, _trials, (_ended - _begun + _busy * Clock).TotalSeconds);
        }
    }

    private static TimeSpan Clock => Stopwatch.GetElapsedTime(0);

    /// <summary>Counts a slot that begins to train.</summary>
    public void Begin()
    {
        lock (_gate)
            (_busy, _begun) = (_busy + 1, _begun + Clock);
    }

    /// <summary>Counts what a slot has trained.</summary>
    public void End(long packs, int trials)
    {
        lock (_gate)
            (_busy, _ended, _packs, _trials) = (_busy - 1, _ended + Clock, _packs + packs, _trials + trials);
    }
}
