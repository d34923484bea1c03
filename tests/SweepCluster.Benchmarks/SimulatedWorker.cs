using System.Diagnostics;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work;
using SweepCluster.Sweeps.State;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Benchmarks;

/// <summary>A worker as its coordinator knows it, with the rules and messages of a real one; a timer stands for training.</summary>
internal sealed class SimulatedWorker : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RenewEvery = SweepDecisions.LeaseTime / 5;

    private readonly ICanTell _coordinator;
    private readonly TimeSpan _training;
    private readonly WorkAccount _account;
    private readonly Dictionary<int, long> _begun = [];
    private WorkerState _state;

    public SimulatedWorker(string name, int slots, ICanTell coordinator, TimeSpan training, WorkAccount account)
    {
        (_coordinator, _training, _account) = (coordinator, training, account);
        _state = WorkerState.New(name, slots);
        Receive<WorkerProtocol.IToWorker>(Learn);
        Receive<WorkerInputs.Trained>(trained =>
        {
            _account.Add(trained.Outcome.Trials.Length, Stopwatch.GetElapsedTime(_begun[trained.Lease.Holder.Slot]));
            Learn(trained);
        });
        Receive<WorkerInputs.Tick>(Learn);
        Receive<WorkerInputs.RenewalDue>(Learn);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        // As many processes would, not all of them at the same moment.
        Timers.StartPeriodicTimer("tick", new WorkerInputs.Tick(), TickEvery * Random.Shared.NextDouble(), TickEvery);
        Timers.StartPeriodicTimer("renew", new WorkerInputs.RenewalDue(), RenewEvery * Random.Shared.NextDouble(), RenewEvery);
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
        _begun[pack.Lease.Holder.Slot] = Stopwatch.GetTimestamp();
        var outcome = new PackOutcome(0, [.. Enumerable.Repeat(Outcome, (int)pack.Lease.Range.Count)]);
        Timers.StartSingleTimer(
            pack.Lease.Holder.Slot,
            new WorkerInputs.Trained(pack.SweepId, pack.Lease, outcome, _training.TotalSeconds),
            _training);
    }

    private static readonly TrialOutcome Outcome = new()
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
    private long _packs;
    private long _trials;
    private long _ticks;

    /// <summary>Notes a pack.</summary>
    public void Add(int trials, TimeSpan training)
    {
        Interlocked.Increment(ref _packs);
        Interlocked.Add(ref _trials, trials);
        Interlocked.Add(ref _ticks, training.Ticks);
    }

    /// <summary>Packs, trials and slot-seconds so far.</summary>
    public (long Packs, long Trials, double Seconds) Now =>
        (Volatile.Read(ref _packs), Volatile.Read(ref _trials), TimeSpan.FromTicks(Volatile.Read(ref _ticks)).TotalSeconds);
}
