using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Simulation;

/// <summary>A worker process: the real rules of a worker node with trainers that only take time.</summary>
internal sealed class SimulatedWorker
{
    private readonly SimulatedCluster _cluster;
    private readonly Dictionary<int, int> _runs = [];
    private readonly Dictionary<int, int> _toSplit = [];
    private readonly Dictionary<int, SimulatedQueue> _queues = [];
    private int _lastRun;
    private WorkerState _state;

    public SimulatedWorker(SimulatedCluster cluster, string name, int slots)
    {
        (_cluster, Name) = (cluster, name);
        _state = WorkerState.New(name, slots) with { PartBytes = 600 };
        Do(WorkerDecisions.Begin(_state));
        cluster.Time.Every(500, () => Learn(new WorkerInputs.Tick()));
        cluster.Time.Every(3000, () => Learn(new WorkerInputs.RenewalDue()));
    }

    public string Name { get; }

    public ProtocolRange Speaks => _state.Speaks;

    public int Slots => _state.Slots.Length;

    public bool Alive { get; private set; } = true;

    /// <summary>The duration of an epoch.</summary>
    public double EpochMilliseconds { get; set; } = 300;

    /// <summary>Whether every pack throws on this worker.</summary>
    public bool Broken { get; init; }

    /// <summary>Whether it lacks something that every pack needs, which is no fault of the packs.</summary>
    public bool Sick { get; init; }

    public void Kill() => Alive = false;

    public void Leave()
    {
        Learn(new WorkerInputs.Leave());
        _cluster.Time.After(1000, () => _cluster.Kill(this));
    }

    /// <summary>Handles an input; returns false if the process is gone.</summary>
    public bool Learn(object input)
    {
        if (Alive)
            Do(WorkerDecisions.Decide(_state, input));
        return Alive;
    }

    private void Do(WorkerStep step)
    {
        _state = step.State;
        foreach (var effect in step.Effects)
            Do(effect);
    }

    private void Do(IWorkerEffect effect)
    {
        switch (effect)
        {
            case WorkerEffects.Say say:
                _cluster.ToCoordinator(this, say.Message);
                break;
            case WorkerEffects.Train train:
                _runs[train.Pack.Lease.Holder.Slot] = ++_lastRun;
                _toSplit.Remove(train.Pack.Lease.Holder.Slot);
                Assert.True(_runs.Count <= Slots);
                if (LeaseQueue.Fits(train.Pack))
                {
                    BeginInTurn(train.Pack, _lastRun);
                    break;
                }

                var packs = new EqualGroups(_cluster.GroupSize).Packs(train.Pack.Lease.Range);
                NextEpoch(new(train.Pack, [.. packs], _lastRun), StartOf(train.Pack));
                break;
            case WorkerEffects.Split split:
                Assert.True(_runs.ContainsKey(split.Slot), "Only a slot in training is split.");
                if (_queues.TryGetValue(split.Slot, out var queue))
                    queue.TakeBack();
                else
                    _toSplit[split.Slot] = split.Takers;
                break;
            case WorkerEffects.Stop stop:
                Assert.True(_runs.Remove(stop.Slot), "Only a slot in training is stopped.");
                break;
            case WorkerEffects.Warn:
                break;
            default:
                Assert.IsType<WorkerEffects.Left>(effect);
                break;
        }
    }

    private void BeginInTurn(WorkerProtocol.PackGranted pack, int run)
    {
        var slot = pack.Lease.Holder.Slot;
        _queues[slot] = new SimulatedQueue(
            _cluster, this, pack, () => _runs.GetValueOrDefault(slot) == run, () => _runs.Remove(slot));
        _queues[slot].Begin();
    }

    private int StartOf(WorkerProtocol.PackGranted pack)
    {
        if (pack.Checkpoint is not { } start)
            return 0;
        var expected = SimulatedTrials.CheckpointOf(pack.Lease.Range, start.Steps);
        Assert.Equal(expected.Start, start.Start);
        Assert.Equal(StatesOf(expected), StatesOf(start));
        _cluster.EpochsSaved += start.Steps;
        return start.Steps;
    }

    private void NextEpoch(Run run, int epoch) =>
        _cluster.Time.After(EpochMilliseconds / run.Packs.Length * (0.5 + _cluster.Random.NextDouble()), () =>
        {
            if (Alive && _runs.GetValueOrDefault(run.Slot) == run.Number)
                EndOfEpoch(run, epoch + 1);
        });

    private void EndOfEpoch(Run run, int epoch)
    {
        var pack = run.Packs[run.Trained];
        if (_cluster.Trials.Kills(pack, epoch))
        {
            _cluster.Kill(this);
        }
        else if (epoch < SimulatedTrials.Epochs)
        {
            run = Split(run, epoch);
            var left = SimulatedTrials.Epochs - epoch;
            if (run.Packs.Length == 1)
                Learn(new WorkerInputs.Progressed(
                    run.Granted.SweepId, run.Granted.Lease, new(left, left * EpochMilliseconds / 1000, 1)));
            if (run.Packs.Length == 1)
                Learn(new WorkerInputs.GotAhead(
                    run.Granted.SweepId, run.Granted.Lease, SimulatedTrials.CheckpointOf(run.Packs[0], epoch)));
            NextEpoch(run, epoch);
        }
        else
        {
            EndOfPack(run with { Trained = run.Trained + 1 });
        }
    }

    // Does what LinearObjective and PackRunner do together.
    private Run Split(Run run, int epoch)
    {
        if (run.Packs is not [{ Count: > 1 } pack] || !_toSplit.Remove(run.Slot, out var takers))
            return run;
        var kept = pack with { Count = (pack.Count + takers) / (takers + 1) };
        var rest = SimulatedTrials.CheckpointOf(TrialRange.Between(kept.End, pack.End), epoch);
        var lease = run.Granted.Lease with { Range = kept };
        Learn(new WorkerInputs.GaveUp(run.Granted.SweepId, lease, rest));
        _cluster.Splits++;
        return run with { Granted = run.Granted with { Lease = lease }, Packs = [kept] };
    }

    // Now and then a lease takes too long, and the worker leaves its rest.
    private void EndOfPack(Run run)
    {
        var (sweepId, lease) = (run.Granted.SweepId, run.Granted.Lease);
        var trained = TrialRange.Between(lease.Range.Start, run.Packs[run.Trained - 1].End);
        var throws = Broken || Sick || _cluster.Trials.Throws(trained);
        if (!throws && run.Trained < run.Packs.Length && _cluster.Random.Next(20) > 0)
        {
            NextEpoch(run, 0);
            return;
        }

        _runs.Remove(run.Slot);
        if (Sick)
            Learn(new WorkerInputs.Hampered(sweepId, lease, "the disk is full"));
        else if (throws)
            Learn(new WorkerInputs.Failed(sweepId, lease, "the trainer threw"));
        else
            Learn(new WorkerInputs.Trained(sweepId, lease, OutcomeOf(trained), 0.2 * run.Trained));
        _cluster.Several += run.Trained > 1 ? 1 : 0;
    }

    private static IEnumerable<double> StatesOf(PackCheckpoint checkpoint) =>
        checkpoint.Trials.Cast<LinearCheckpoint>().Select(trial => trial.Lane.State[0]);

    private static PackOutcome OutcomeOf(TrialRange range) =>
        new([0.5], [.. SimulatedTrials.Places(range).Select(SimulatedTrials.OutcomeOf)]);

    private sealed record Run(WorkerProtocol.PackGranted Granted, ImmutableArray<TrialRange> Packs, int Number)
    {
        public int Slot => Granted.Lease.Holder.Slot;

        public int Trained { get; init; }
    }
}
