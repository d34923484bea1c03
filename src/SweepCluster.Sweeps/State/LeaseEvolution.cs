using SweepCluster.Sweeps.Health;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Sweeps.State;

/// <summary>How the events of leases change a sweep's state.</summary>
internal static class LeaseEvolution
{
    public static SweepState Grant(SweepState state, Lease lease)
    {
        var (history, checkpoint) = Past(state, lease);
        var held = new HeldLease(lease, history, checkpoint, checkpoint?.Steps ?? 0, lease.Range.Start);
        return state with
        {
            Open = state.Open.Without(lease.Range),
            Leases = Sharing(state.Leases, lease, history).With(held),
            NextLease = Math.Max(state.NextLease, lease.Id + 1),
        };
    }

    public static SweepState Renew(SweepState state, LeaseRenewed e)
    {
        var held = Granted(state, e.LeaseId);
        return state with
        {
            Leases = state.Leases.Update(held with
            {
                Lease = held.Lease with { Deadline = e.Deadline },
                Checkpoint = PackCheckpoint.Newest(held.Checkpoint, e.Checkpoint),
            }),
        };
    }

    public static SweepState End(SweepState state, LeaseEnded e) =>
        Release(state, Granted(state, e.LeaseId), e.Outcome, e.At, e.Reason);

    public static SweepState AskForPart(SweepState state, SplitAsked e)
    {
        var held = Granted(state, e.LeaseId);
        return state with
        {
            Leases = state.Leases.Update(held with
            {
                SplitAskedAt = e.At,
                Takers = held.Takers.SetItem(e.Taker, e.Throughput),
            }),
        };
    }

    public static SweepState Progress(SweepState state, LeaseProgressed e)
    {
        var held = Granted(state, e.LeaseId);
        return state with
        {
            Leases = state.Leases.Update(held with
            {
                EndsAt = e.At.AddSeconds(e.Progress.SecondsLeft),
                IsNearEnd = e.Progress.IsNearEnd,
                Takers = e.Progress.IsNearEnd ? held.Takers.Clear() : held.Takers,
            }),
        };
    }

    public static SweepState Yield(SweepState state, PartYielded e)
    {
        var held = Granted(state, e.LeaseId);
        var lease = held.Lease;
        var kept = TrialRange.Between(lease.Range.Start, e.Part.Start);
        state = state with
        {
            Leases = state.Leases.Without(held).With(held with
            {
                Lease = lease with { Range = kept },
                Checkpoint = held.Checkpoint?.Of(kept),
                SplitAskedAt = null,
                Takers = held.Takers.Clear(),
                EndsAt = null,
            }),
        };
        state = state.Plan!.Attempts.AreRepeatable ? HandedBack(state, e, held) : NotBegun(state, held, e.Part);
        return DropDecided(state, kept, e.At);
    }

    /// <summary>Ends a lease of several trials with the failure of the one under way.</summary>
    public static SweepState Fail(SweepState state, TrialFailed e)
    {
        var held = Granted(state, e.LeaseId);
        var (lease, failed) = (held.Lease, new TrialRange(e.Place, 1));
        var history = held.History.AfterFailure(1, lease.Holder.Worker, e.At);
        var seconds = (e.At - lease.GrantedAt).TotalSeconds;
        state = Failing(state, lease, failed, held.History, e.Reason) with
        {
            Leases = state.Leases.Without(held),
            Attempts = state.Attempts.Add(AttemptOf(lease, failed, seconds, AttemptOutcome.Failed, e.Reason)),
        };
        state = state with { Open = Reopened(state, lease, failed, history, null, lease.Id) };
        return NotBegun(state, held, lease.Range);
    }

    /// <summary>Ends a lease; what it alone held is open again.</summary>
    public static SweepState Release(
        SweepState state, HeldLease held, AttemptOutcome outcome, DateTimeOffset at, string reason = "")
    {
        var lease = held.Lease;
        var history = After(held.History, lease, state.Charged(held).Count, outcome, at);
        if (outcome == AttemptOutcome.Failed)
            state = Failing(state, lease, lease.Range, held.History, reason);
        state = Without(state, held, outcome, at, reason);
        state = state with { Leases = Sharing(state.Leases, lease, history) };
        var halve = outcome == AttemptOutcome.Failed
            || (outcome == AttemptOutcome.Lost && held.History.HalvesWhenLost);

        // A trainer that cannot go on from a checkpoint says so with an exception; the next attempt begins anew. A
        // program fails for reasons of its own, and goes on.
        var beginsAnew = outcome == AttemptOutcome.Failed && state.Plan!.Attempts.AreRepeatable;
        var checkpoint = beginsAnew ? null : held.Checkpoint;
        long? returned = outcome is AttemptOutcome.Failed or AttemptOutcome.HandedBack ? lease.Id : null;
        return state with { Open = Reopened(state, lease, lease.Range, history, checkpoint, returned, halve) };
    }

    public static SweepState Complete(SweepState state, PartCompleted e)
    {
        var goal = state.GoalPlace;
        state = Rest(state, e);
        state = e.Segments.Aggregate(state, Take) with { References = e.References };
        var seconds = e.Seconds * e.Part.Count / e.Lease.Range.Count;
        state = state with
        {
            Attempts = state.Attempts.AddRange(e.TrialSeconds.IsEmpty
                ? [AttemptOf(e.Lease, e.Part, seconds, AttemptOutcome.Completed, "")]
                : e.TrialSeconds.Select((own, i) => AttemptOf(
                    e.Lease, new TrialRange(e.Part.Start + i, 1), own, AttemptOutcome.Completed, ""))),
            PackSeconds = PackSeconds(state, e),
        };
        state = Reported(state, e.Lease, e.Part.End) with
        {
            Health = state.Health.AfterSuccess(e.Lease.Holder.Worker),
        };
        return state.GoalPlace == goal ? DropDecided(state, e.Part, e.At) : CutOff(state, e.At);
    }

    public static SweepState GiveUp(SweepState state, TrialGivenUp e)
    {
        var held = state.Leases.Find(e.Lease.Id);
        if (held is not null)
            state = Failing(state, e.Lease, e.Lease.Range, held.History, e.Reason) with
            {
                Leases = state.Leases.Without(held),
            };
        state = state with
        {
            Attempts = state.Attempts.Add(AttemptOf(
                e.Lease, e.Lease.Range, (e.At - e.Lease.GrantedAt).TotalSeconds, AttemptOutcome.Failed, e.Reason)),
            Failures = state.Failures.Add(new FailedTrial(e.Lease.Range.Start, e.Reason)),
            Rungs = state.Arrivals?.AfterFailure(state.Rungs, e.Lease.Range.Start) ?? state.Rungs,
            Finished = state.Finished.Add(e.Lease.Range),
            Open = state.Open.Without(e.Lease.Range),
        };
        if (held is not null)
            state = NotBegun(state, held, held.Lease.Range);
        return DropDecided(state, e.Lease.Range, e.At);
    }

    public static SweepState Abandon(SweepState state, HeldLease held, DateTimeOffset at) =>
        Without(state, held, AttemptOutcome.Abandoned, at, "");

    private static SweepState Failing(
        SweepState state, Lease lease, TrialRange failed, FailureHistory history, string reason) =>
        state with
        {
            Health = state.Health.AfterFailure(
                lease.Holder.Worker, failed, isFirst: history.FailedBy.IsEmpty, reason),
        };

    private static HeldLease Granted(SweepState state, long leaseId) => state.Leases.Find(leaseId)
        ?? throw new ArgumentException($"Lease {leaseId} was never granted.", nameof(leaseId));

    private static SweepState HandedBack(SweepState state, PartYielded e, HeldLease held)
    {
        var lease = held.Lease;
        var seconds = (e.At - lease.GrantedAt).TotalSeconds * e.Part.Count / lease.Range.Count;
        state = state with
        {
            Attempts = state.Attempts.Add(AttemptOf(lease, e.Part, seconds, AttemptOutcome.HandedBack, "")),
        };
        return state with { Open = Reopened(state, lease, e.Part, held.History, e.Rest, lease.Id) };
    }

    // What a slot never began counts as no attempt.
    private static SweepState NotBegun(SweepState state, HeldLease held, TrialRange part) => state with
    {
        Open = Unheld(state, part)
            .Select(gap => new OpenRange(gap, held.Lease.Attempt, held.History, null, held.Lease.Id))
            .Aggregate(state.Open, (queue, waiting) => queue.With(waiting)),
    };

    // The trials of a part of a lease that no other lease holds wait for their next attempt.
    private static OpenTrials Reopened(
        SweepState state,
        Lease lease,
        TrialRange part,
        FailureHistory history,
        PackCheckpoint? checkpoint,
        long? returned,
        bool halve = false) => Unheld(state, part)
            .SelectMany(gap => halve ? gap.Halves() : [gap])
            .Select(gap => new OpenRange(gap, lease.Attempt + 1, history, checkpoint?.Of(gap), returned))
            .Aggregate(state.Open, (queue, waiting) => queue.With(waiting));

    private static (FailureHistory History, PackCheckpoint? Checkpoint) Past(SweepState state, Lease lease)
    {
        var open = state.Open.Overlapping(lease.Range).FirstOrDefault();
        var other = state.Leases.Overlapping(lease.Range).FirstOrDefault();
        var history = open?.History ?? other?.History ?? FailureHistory.None;
        return (
            history.WithoutLossOf(lease.Holder.Worker),
            open?.Checkpoint?.Of(lease.Range) ?? other?.Checkpoint?.Of(lease.Range));
    }

    private static FailureHistory After(
        FailureHistory history, Lease lease, long charged, AttemptOutcome outcome, DateTimeOffset at) =>
        outcome switch
        {
            AttemptOutcome.Lost => history.AfterLoss(charged, lease.Holder.Worker),
            AttemptOutcome.Failed => history.AfterFailure(lease.Range.Count, lease.Holder.Worker, at),
            _ => history,
        };

    // Other attempts at the same trials share what went wrong with them.
    private static LeaseBook Sharing(LeaseBook leases, Lease lease, FailureHistory history) => leases
        .Overlapping(lease.Range)
        .Where(other => other.Lease.Range == lease.Range && other.History != history)
        .Aggregate(leases, (book, other) => book.Update(other with { History = history }));

    private static IEnumerable<TrialRange> Unheld(SweepState state, TrialRange range)
    {
        var elsewhere = state.Leases.Overlapping(range).Select(held => held.Lease.Range)
            .Concat(state.Open.Overlapping(range).Select(open => open.Range))
            .Aggregate(RangeSet.Empty, (set, held) => set.Add(held));
        return state.Unfinished(range).SelectMany(elsewhere.Missing)
            .Where(gap => gap.Start < state.Limit)
            .Select(gap => TrialRange.Between(gap.Start, Math.Min(gap.End, state.Limit)));
    }

    private static SweepState Rest(SweepState state, PartCompleted e)
    {
        if (state.Plan!.Schedule is null || state.Leases.Find(e.Lease.Id)?.Checkpoint is not { } checkpoint)
            return state;
        return state with { Resting = state.Resting.With(checkpoint, state.Proposed.Of(e.Part)) };
    }

    private static SweepState Take(SweepState state, ResultSegment segment)
    {
        var range = new TrialRange(segment.Start, segment.Outcomes.Length);
        return state with
        {
            Results = state.Results.Add(segment),
            Finished = state.Finished.Add(range),
            Open = state.Open.Without(range),
            Diverged = state.Diverged + segment.Outcomes.Count(outcome => outcome.Diverged),
            GoalPlace = FirstAtGoal(state, segment),
            Rungs = state.Arrivals?.After(state.Rungs, segment.Start, segment.Outcomes) ?? state.Rungs,
            Highlights = state.Highlights.With(segment, state.Plan!.Aim, state.Proposed),
        };
    }

    private static long? FirstAtGoal(SweepState state, ResultSegment segment)
    {
        var plan = state.Plan!;
        if (plan.Stop.Goal <= 0)
            return null;
        if (plan.Schedule is not null)
            return GoalCut.After(state, segment);
        var index = segment.Outcomes.ToList().FindIndex(outcome =>
            !outcome.Diverged && plan.Aim.Reaches(plan.Aim.Of(outcome), plan.Stop.Goal));
        if (index < 0)
            return state.GoalPlace;
        return Math.Min(segment.Start + index, state.GoalPlace ?? long.MaxValue);
    }

    // Rises at once and falls slowly: a lease of many packs that turn out long keeps others waiting at the end.
    private static double PackSeconds(SweepState state, PartCompleted e)
    {
        var seconds = e.Seconds / state.Groups.PackCount(e.Lease.Range);
        return Math.Max(seconds, (seconds + (state.PackSeconds ?? seconds)) / 2);
    }

    private static SweepState Reported(SweepState state, Lease lease, long until)
    {
        if (state.Leases.Find(lease.Id) is not { } held || !held.Lease.IsSameAs(lease))
            return state;
        return state with
        {
            LossesByChance = state.LossesByChance
                + (until == lease.Range.End ? held.History.ProvenChance(lease.Range.Count) : 0),
            Leases = state.Leases.Update(held with { Reported = Math.Max(held.Reported, until) }),
        };
    }

    private static SweepState CutOff(SweepState state, DateTimeOffset at)
    {
        if (state.Plan!.Schedule is not null)
            return Drop(GoalCut.Apply(state, state.Known), state.Leases.All, at);
        state = state with { Open = state.Open.Without(TrialRange.Between(state.Limit, state.Plan!.Planned)) };
        return Drop(state, state.Leases.All, at);
    }

    private static SweepState DropDecided(SweepState state, TrialRange range, DateTimeOffset at) =>
        Drop(state, state.Leases.Overlapping(range), at);

    private static SweepState Drop(SweepState state, IEnumerable<HeldLease> leases, DateTimeOffset at) => leases
        .Where(held => state.IsDecided(held.Lease))
        .Aggregate(state, (s, held) => Abandon(s, held, at));

    private static SweepState Without(
        SweepState state, HeldLease held, AttemptOutcome outcome, DateTimeOffset at, string reason)
    {
        var lease = held.Lease;
        state = state with { Leases = state.Leases.Without(held) };
        if (held.Rest.Count == 0)
            return state;
        var seconds = (at - lease.GrantedAt).TotalSeconds * held.Rest.Count / lease.Range.Count;
        return state with { Attempts = state.Attempts.Add(AttemptOf(lease, held.Rest, seconds, outcome, reason)) };
    }

    private static Attempt AttemptOf(
        Lease lease, TrialRange range, double seconds, AttemptOutcome outcome, string reason) =>
        new(range, lease.Attempt, lease.Holder.Worker, lease.GrantedAt, seconds, outcome, reason);
}
