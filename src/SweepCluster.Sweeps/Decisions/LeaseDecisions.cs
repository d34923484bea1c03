using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Health;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Sweeps.Decisions;

/// <summary>The rules of leases: who gets which trials, until when, and what comes of them.</summary>
internal static class LeaseDecisions
{
    public static Decision Request(SweepState state, RequestPack request, DateTimeOffset now)
    {
        var slot = request.SlotRequest;
        var held = state.Leases.OfSlot(slot.Worker, slot.Slot);
        if (held?.Lease.Holder == slot)
            return new(Granted(state, held.Lease, held.Checkpoint), []);
        if (held is null)
            return Grant(state, request, now);
        if (held.Lease.Holder.Pull > slot.Pull)
            return new(new NothingOpen(), []);

        // A slot that pulls again trains nothing else, whatever became of the message that said so.
        var ended = new LeaseEnded(held.Lease.Id, AttemptOutcome.HandedBack, "", now);
        var granted = Grant(SweepEvolution.Apply(state, ended), request, now);
        return granted with { Events = granted.Events.Insert(0, ended) };
    }

    // A worker that was cut off, or whose coordinator has changed, still trains: it keeps its trials unless
    // somebody else needs them.
    public static Decision Renew(SweepState state, RenewLease renew, DateTimeOffset now)
    {
        var lease = renew.Lease;
        var renewed = new LeaseRenewed(
            lease.Id, now + SweepDecisions.LeaseTime, CheckpointFor(state, lease, renew.Checkpoint));
        if (Holds(state, lease))
            return new(new Done(), [renewed]);
        if (!MayTakeUpAgain(state, lease))
            return new(new LeaseLost(), []);
        return new(new Done(), [new LeaseGranted(lease with { Deadline = renewed.Deadline }), renewed]);
    }

    public static Decision Record(SweepState state, RecordPack record, DateTimeOffset now)
    {
        var lease = record.Lease;
        var part = new TrialRange(record.First, record.Outcome.Trials.Length);
        if (part.Count == 0 || !lease.Range.Contains(part) || !IsPlanned(state, lease.Range))
            return new(new LeaseLost(), []);
        var segments = state.Unfinished(part)
            .Select(gap => new ResultSegment(
                gap.Start, record.Outcome.Trials.Slice((int)(gap.Start - part.Start), (int)gap.Count)))
            .ToImmutableArray();
        var references = record.Outcome.References;
        ImmutableArray<ISweepEvent> recorded = segments.IsEmpty ? [] : [part == lease.Range
            ? new PackCompleted(lease, segments, references, record.Seconds, now)
            {
                TrialSeconds = record.TrialSeconds,
            }
            : new PartCompleted(lease, part, segments, references, record.Seconds, now)
            {
                TrialSeconds = record.TrialSeconds,
            }];
        return new(new Done(), record.LeavesRest ? WithoutRest(state, lease, recorded, now) : recorded);
    }

    public static Decision Fail(SweepState state, RecordFailure failure, DateTimeOffset now)
    {
        if (!Holds(state, failure.Lease))
            return new(new LeaseLost(), []);
        var held = state.Leases.Find(failure.Lease.Id)!;
        var failed = failure.Place is { } place ? new TrialRange(place, 1) : held.Lease.Range;
        if (!held.Lease.Range.Contains(failed))
            return new(new LeaseLost(), []);
        var history = held.History.AfterFailure(failed.Count, held.Lease.Holder.Worker, now);
        return new(new Done(), [history.IsHopeless(state.Plan!.Attempts.Most) && StandsAlone(state, failed)
            ? new TrialGivenUp(held.Lease with { Range = failed }, failure.Reason, now)
            : failed == held.Lease.Range
            ? new LeaseEnded(held.Lease.Id, AttemptOutcome.Failed, failure.Reason, now)
            : new TrialFailed(held.Lease.Id, failed.Start, failure.Reason, now)]);
    }

    public static Decision HandBack(SweepState state, HandBack handBack, DateTimeOffset now)
    {
        var lease = handBack.Lease;
        if (!Holds(state, lease))
            return new(new LeaseLost(), []);
        var ended = new LeaseEnded(lease.Id, AttemptOutcome.HandedBack, "", now);
        return new(new Done(), CheckpointFor(state, lease, handBack.Checkpoint) is { } checkpoint
            ? [new LeaseRenewed(lease.Id, lease.Deadline, checkpoint), ended]
            : [ended]);
    }

    public static Decision LoseWorker(SweepState state, LoseWorker lose, DateTimeOffset now) => new(new Done(),
        [.. state.Leases.All.Where(held => held.Lease.Holder.Worker == lose.Worker)
            .Select(held => Lose(state, held, now))]);

    public static Decision Expire(SweepState state, DateTimeOffset now) => new(new Done(),
        [.. state.Leases.All.Where(held => held.Lease.Deadline <= now)
            .Select(held => new LeaseEnded(held.Lease.Id, AttemptOutcome.Interrupted, "", now))]);

    private static ImmutableArray<ISweepEvent> WithoutRest(
        SweepState state, Lease lease, ImmutableArray<ISweepEvent> recorded, DateTimeOffset now) =>
        Holds(recorded.Aggregate(state, SweepEvolution.Apply), lease)
            ? recorded.Add(new LeaseEnded(lease.Id, AttemptOutcome.HandedBack, "", now))
            : recorded;

    private static Decision Grant(SweepState state, RequestPack request, DateTimeOffset now)
    {
        if (state.Paused || state.Health.Excluded.ContainsKey(request.SlotRequest.Worker))
            return new(new NothingOpen(), []);
        var open = NextOpen(state, request, now);
        if (open is null && SplitDecisions.Ask(state, request, now) is { } asked)
            return asked;
        if ((open ?? Backup(state, request, now)) is not { } next)
            return new(new NothingOpen(), []);
        var lease = new Lease(
            state.NextLease, next.Range, next.Attempt, request.SlotRequest, now, now + SweepDecisions.LeaseTime);
        return new(Granted(state, lease, next.Checkpoint), [new LeaseGranted(lease)]);
    }

    private static PackGranted Granted(SweepState state, Lease lease, PackCheckpoint? checkpoint) =>
        new(lease, checkpoint) { Proposed = state.Plan!.IsProposed ? state.Proposed.Of(lease.Range) : [] };

    // Trials that may take a worker down come last, when it is known how many workers die for other reasons, and one
    // at a time per worker, so that no other trial is lost with them.
    private static OpenRange? NextOpen(SweepState state, RequestPack request, DateTimeOffset now)
    {
        var workers = request.Workers.Except(state.Health.Excluded.Keys);
        var fitting = InOrder(state).Where(
            open => !open.History.AvoidsWorker(request.SlotRequest.Worker, workers, now));
        var first = fitting.FirstOrDefault(open => !open.History.IsSuspect)
            ?? (HoldsSuspect(state, request.SlotRequest.Worker) ? null : fitting.FirstOrDefault());
        if (first is null)
            return null;
        var end = Math.Min(first.Range.End, LeaseEnd(state, request, first));
        var range = TrialRange.Between(first.Range.Start, end);
        return first with { Range = range, Checkpoint = first.Checkpoint?.Of(range) };
    }

    // Trials that go on come before new ones: their cohort waits for them.
    private static IEnumerable<OpenRange> InOrder(SweepState state)
    {
        var ranges = state.Open.Ranges;
        return state.Plan!.Schedule is null
            ? ranges
            : ranges.OrderByDescending(open => state.Proposed.GoesOn(open.Range.Start));
    }

    private static long LeaseEnd(SweepState state, RequestPack request, OpenRange first)
    {
        var (open, start, plan) = (state.Open.Trials, first.Range.Start, state.Plan!);
        // Of what was proposed, only trials that come one after the other are leased beyond their group.
        var mayBeSeveral = request.Several && !first.History.IsSuspect
            && (!plan.IsProposed || !plan.Attempts.AreRepeatable);
        var groups = mayBeSeveral ? PackSize.Groups(open, request.Slots, plan, state.PackSeconds) : 1;
        if (groups > 1 && plan.IsProposed)
            return start + groups;
        return groups > 1
            ? state.Groups.EndOf(start) + (groups - 1) * plan.GroupSize
            : Math.Min(start + PackTrials(state, request, start), state.Groups.EndOf(start));
    }

    private static long PackTrials(SweepState state, RequestPack request, long start)
    {
        var plan = state.Plan!;
        var share = PackSize.Share(state.Open.Trials, request.Slots - state.Leases.Count, plan.SmallestPack);
        return Math.Min(plan.IsProposed ? PackSize.Largest : PackSize.At(start, plan, request.Slots), share);
    }

    private static bool HoldsSuspect(SweepState state, string worker) => !state.Open.IsEmpty && state.Leases.All.Any(
        held => held.History.IsSuspect && held.Lease.Holder.Worker == worker);

    // Nothing is open: a second attempt at the oldest lease that has none, unless its holder asks.
    private static OpenRange? Backup(SweepState state, RequestPack request, DateTimeOffset now)
    {
        if (!state.Plan!.Attempts.AreRepeatable)
            return null;
        var oldest = state.Leases.Alone.FirstOrDefault(held =>
            held.Lease.Holder.Worker != request.SlotRequest.Worker
            && held.Rest.Count > 0
            && held.History.AllowsBackup
            && !SplitDecisions.IsUnderWay(held, now)
            && (request.Several || state.Groups.PackCount(held.Rest) == 1));
        return oldest is null
            ? null
            : new OpenRange(
                oldest.Rest, oldest.Lease.Attempt + 1, oldest.History, oldest.Checkpoint?.Of(oldest.Rest));
    }

    private static bool MayTakeUpAgain(SweepState state, Lease lease) =>
        IsPlanned(state, lease.Range)
        && !state.IsDecided(lease)
        && state.Leases.Find(lease.Id) is null
        && state.Leases.OfSlot(lease.Holder.Worker, lease.Holder.Slot) is null
        && state.Leases.Overlapping(lease.Range).Take(2).Count() < 2
        && !state.Open.Overlapping(lease.Range).Any(open => open.ReturnedLease == lease.Id);

    private static ISweepEvent Lose(SweepState state, HeldLease held, DateTimeOffset now)
    {
        if (held.HasGotAhead)
            return new LeaseEnded(held.Lease.Id, AttemptOutcome.Interrupted, "", now);
        var charged = state.Charged(held);
        var history = held.History.AfterLoss(charged.Count, held.Lease.Holder.Worker);
        return history.IsFatal(state.LossesByChance) && StandsAlone(state, charged)
            ? new TrialGivenUp(held.Lease with { Range = charged }, Fatal(history), now)
            : new LeaseEnded(held.Lease.Id, AttemptOutcome.Lost, "", now);
    }

    private static string Fatal(FailureHistory history) => string.Create(
        CultureInfo.InvariantCulture,
        $"the worker process ended {history.LostAlone.Count} times while it trained this trial alone");

    // One trial that nobody else trains at the moment, and whose result still counts.
    private static bool StandsAlone(SweepState state, TrialRange trial) =>
        trial.Count == 1
        && state.Unfinished(trial).Any(place => place.Start < state.Limit)
        && state.Leases.Overlapping(trial).Take(2).Count() == 1;

    // The holder, or the coordinator, may not know yet that some of the trials were given up.
    private static PackCheckpoint? CheckpointFor(SweepState state, Lease lease, PackCheckpoint? told) =>
        told?.Of(state.Leases.Find(lease.Id)?.Lease.Range ?? lease.Range);

    private static bool IsPlanned(SweepState state, TrialRange range) =>
        range.Count > 0 && state.Known.Contains(range);

    private static bool Holds(SweepState state, Lease lease) =>
        state.Leases.Find(lease.Id)?.Lease.IsSameAs(lease) ?? false;
}
