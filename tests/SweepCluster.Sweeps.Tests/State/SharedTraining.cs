using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Sweeps.Tests.State;

/// <summary>Slots of given speeds that share a sweep by the real rules; only steps and vectors take time.</summary>
internal sealed class SharedTraining(SweepPlan plan, int epochs)
{
    private readonly PriorityQueue<Action, double> _events = new();
    private readonly List<TrainingSlot> _slots = [];
    private readonly List<TrainingSlot> _waiting = [];
    private SweepState _state = SweepState.Empty;
    private double _seconds;

    /// <summary>When the last result came.</summary>
    public double Run()
    {
        Do(new SweepCommands.SubmitSweep(plan, "text"));
        while (_events.TryDequeue(out var happen, out _seconds))
            happen();
        Assert.Equal(EndReason.Finished, _state.Ended);
        return _slots.Max(slot => slot.LastEnd);
    }

    /// <summary>A slot begins to ask for trials at a given time.</summary>
    /// <param name="speed">Vectors per second of an epoch.</param>
    /// <param name="at">In seconds.</param>
    public TrainingSlot Join(double speed, double at = 0)
    {
        // A coordinator knows the slots that were there before the sweep.
        var slot = new TrainingSlot($"worker-{_slots.Count}", speed) { HasJoined = at == 0 };
        _slots.Add(slot);
        _events.Enqueue(() => Pull(slot, isNew: true), at);
        return slot;
    }

    /// <summary>How long an epoch of so many trials takes a slot.</summary>
    public double EpochSeconds(long trials, double speed) =>
        PackShares.Cost(trials, plan.SmallestPack) / speed;

    private DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddSeconds(_seconds);

    private bool Pull(TrainingSlot slot, bool isNew)
    {
        slot.Pulls += isNew ? 1 : 0;
        slot.HasJoined = true;
        var reply = Do(Request(slot));
        _waiting.Remove(slot);
        if (reply is not SweepReplies.PackGranted granted)
        {
            if (reply is SweepReplies.NothingOpen)
                _waiting.Add(slot);
            return false;
        }

        slot.FirstGrant ??= _seconds;
        (slot.Lease, slot.Epochs, slot.Asked) = (granted.Lease, granted.Checkpoint?.Steps ?? 0, ShareRequest.None);
        BeginEpoch(slot);
        return true;
    }

    private SweepCommands.RequestPack Request(TrainingSlot slot)
    {
        var workers = _slots.Where(other => other.HasJoined).Select(other => other.Worker).ToImmutableHashSet();
        return new(new SlotRequest(slot.Worker, 0, slot.Pulls), workers.Count, workers, true) { Yielding = workers };
    }

    private void BeginEpoch(TrainingSlot slot)
    {
        var lease = slot.Lease!;
        _events.Enqueue(
            () => EndEpoch(slot, lease.Id), _seconds + EpochSeconds(lease.Range.Count, slot.Speed));
    }

    private void EndEpoch(TrainingSlot slot, long leaseId)
    {
        if (slot.Lease is not { } lease || lease.Id != leaseId)
            return;
        slot.Epochs++;
        if (slot.Epochs == epochs)
        {
            Report(slot, lease);
            return;
        }

        Do(new SweepCommands.RenewLease(lease));
        var left = epochs - slot.Epochs;
        Do(new SweepCommands.TellProgress(
            Request(slot), lease, new(left, left * EpochSeconds(lease.Range.Count, slot.Speed), slot.Speed)));
        var asked = slot.Epochs < epochs - 1 ? slot.Asked : ShareRequest.None;
        var kept = PackShares.Kept((int)lease.Range.Count, plan.SmallestPack, asked, mostGiven: (512 * 1024) / 600);
        var isSplit = kept < lease.Range.Count;
        if (isSplit)
            Yield(slot, lease, kept);
        BeginEpoch(slot);
        while (isSplit && _waiting.FirstOrDefault() is { } first && Pull(first, isNew: false))
        {
        }
    }

    private void Yield(TrainingSlot slot, Lease lease, int kept)
    {
        slot.Asked = ShareRequest.None;
        slot.Lease = lease with { Range = new TrialRange(lease.Range.Start, kept) };
        var checkpoint = new LinearCheckpoint(new LaneCheckpoint
        {
            State = [],
            EpochRmse = [.. new double[slot.Epochs]],
            EpochValidationRmse = [],
        });
        var rest = new PackCheckpoint(
            lease.Range.Start + kept, [.. Enumerable.Repeat(checkpoint, (int)lease.Range.Count - kept)]);
        Assert.IsType<SweepReplies.Done>(Do(new SweepCommands.YieldPart(slot.Lease, rest)));
    }

    private void Report(TrainingSlot slot, Lease lease)
    {
        var outcomes = Enumerable.Range(0, (int)lease.Range.Count)
            .Select(i => SimulatedSweep.OutcomeOf(lease.Range.Start + i));
        Do(new SweepCommands.RecordPack(lease, lease.Range.Start, new PackOutcome([0.5], [.. outcomes]), 100));
        (slot.Lease, slot.LastEnd) = (null, _seconds);
        Pull(slot, isNew: true);
    }

    private ISweepReply Do(ISweepCommand command)
    {
        var decision = SweepDecisions.Decide(_state, command, Now);
        _state = decision.Events.Aggregate(_state, SweepEvolution.Apply);
        if (decision.Split is var (lease, takers, pace))
        {
            var holder = _slots.Single(slot => slot.Lease?.Id == lease.Id);
            holder.Asked = new(takers, pace > 0 ? holder.Speed / pace : 1);
        }

        foreach (var overtaken in decision.Overtaken)
        {
            var slot = _slots.Single(slot => slot.Lease?.Id == overtaken.Id);
            slot.Lease = null;
            _events.Enqueue(() => Pull(slot, isNew: true), _seconds);
        }

        return decision.Reply;
    }
}

/// <summary>A slot in training.</summary>
internal sealed class TrainingSlot(string worker, double speed)
{
    public string Worker => worker;

    public double Speed => speed;

    public long Pulls { get; set; }

    public bool HasJoined { get; set; }

    public Lease? Lease { get; set; }

    public int Epochs { get; set; }

    public ShareRequest Asked { get; set; }

    public double? FirstGrant { get; set; }

    public double LastEnd { get; set; }
}
