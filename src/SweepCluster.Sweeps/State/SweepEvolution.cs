using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Sweeps.State;

/// <summary>How events change a sweep's state. Pure: no clock, no chance, no I/O.</summary>
public static class SweepEvolution
{
    /// <summary>The state after an event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The event is not known: going on without it would lose trials.</exception>
    public static SweepState Apply(SweepState state, ISweepEvent sweepEvent) => sweepEvent switch
    {
        SweepSubmitted e => Begin(state, e) with { LastEventAt = e.At },
        SweepResumed e => Resume(state, e) with { LastEventAt = e.At },
        LeaseGranted e => Grant(state, e.Lease) with { LastEventAt = e.Lease.GrantedAt },
        LeaseRenewed e => Renew(state, e),
        LeaseEnded e => End(state, state.Leases[e.LeaseId], e.Outcome, e.Reason, e.At) with { LastEventAt = e.At },
        PackCompleted e => Complete(state, e) with { LastEventAt = e.At },
        TrialGivenUp e => GiveUp(state, e) with { LastEventAt = e.At },
        SweepEnded e => Finish(state, e) with { LastEventAt = e.At },
        _ => throw new ArgumentOutOfRangeException(nameof(sweepEvent), sweepEvent, "No such event of a sweep."),
    };

    private static SweepState Begin(SweepState state, SweepSubmitted e) => state with
    {
        Plan = e.Plan,
        Text = e.Text,
        Open = [new OpenRange(new TrialRange(0, e.Plan.Planned), 1)],
        ActiveSince = e.At,
    };

    private static SweepState Resume(SweepState state, SweepResumed e)
    {
        var active = state.LastEventAt - state.ActiveSince;
        state = state with { ActiveBefore = state.ActiveBefore + active, ActiveSince = e.At };
        return state.Leases.Values.Aggregate(
            state, (s, lease) => End(s, lease, AttemptOutcome.Lost, "", state.LastEventAt));
    }

    private static SweepState Grant(SweepState state, Lease lease) => state with
    {
        Open = OpenRanges.Without(state.Open, lease.Range),
        Leases = state.Leases.Add(lease.Id, lease),
        NextLease = lease.Id + 1,
    };

    private static SweepState Renew(SweepState state, LeaseRenewed e) => state with
    {
        Leases = state.Leases.SetItem(e.LeaseId, state.Leases[e.LeaseId] with { Deadline = e.Deadline }),
    };

    private static SweepState End(
        SweepState state, Lease lease, AttemptOutcome outcome, string reason, DateTimeOffset at)
    {
        var leases = state.Leases.Remove(lease.Id);
        var elsewhere = leases.Values.Select(other => other.Range).Concat(state.Open.Select(open => open.Range))
            .Aggregate(state.Finished, (set, range) => set.Add(range));
        return state with
        {
            Leases = leases,
            Open = OpenRanges.With(state.Open, elsewhere.Missing(lease.Range), lease.Attempt + 1, ToHalve(lease, outcome)),
            Attempts = state.Attempts.Add(AttemptOf(lease, (at - lease.GrantedAt).TotalSeconds, outcome, reason)),
        };
    }

    // A pack in which a trial throws is halved until that trial stands alone; so is one that is lost again and again,
    // for it may be the one that takes its worker down.
    private static bool ToHalve(Lease lease, AttemptOutcome outcome) =>
        outcome == AttemptOutcome.Failed || (outcome == AttemptOutcome.Lost && lease.Attempt > 1);

    private static SweepState Complete(SweepState state, PackCompleted e)
    {
        state = e.Segments.Aggregate(state, Take) with { OptimumRmse = e.OptimumRmse };
        state = state with
        {
            Leases = state.Leases.Remove(e.Lease.Id),
            Attempts = state.Attempts.Add(AttemptOf(e.Lease, e.Seconds, AttemptOutcome.Completed, "")),
        };
        return DropDecided(state, e.At);
    }

    private static SweepState Take(SweepState state, ResultSegment segment)
    {
        var range = new TrialRange(segment.Start, segment.Outcomes.Length);
        return state with
        {
            Results = state.Results.Add(segment),
            Finished = state.Finished.Add(range),
            Open = OpenRanges.Without(state.Open, range),
            Diverged = state.Diverged + segment.Outcomes.Count(outcome => outcome.Diverged),
            GoalPlace = FirstAtGoal(state, segment),
        };
    }

    private static long? FirstAtGoal(SweepState state, ResultSegment segment)
    {
        var plan = state.Plan!;
        if (plan.Stop.Goal <= 0)
            return null;
        var index = segment.Outcomes.ToList().FindIndex(outcome =>
            !outcome.Diverged && SweepState.ObjectiveOf(outcome, plan.Objective) <= plan.Stop.Goal);
        if (index < 0)
            return state.GoalPlace;
        return Math.Min(segment.Start + index, state.GoalPlace ?? long.MaxValue);
    }

    private static SweepState GiveUp(SweepState state, TrialGivenUp e)
    {
        state = state with
        {
            Leases = state.Leases.Remove(e.Lease.Id),
            Attempts = state.Attempts.Add(AttemptOf(
                e.Lease, (e.At - e.Lease.GrantedAt).TotalSeconds, AttemptOutcome.Failed, e.Reason)),
            Failures = state.Failures.Add(new FailedTrial(e.Lease.Range.Start, e.Reason)),
            Finished = state.Finished.Add(e.Lease.Range),
            Open = OpenRanges.Without(state.Open, e.Lease.Range),
        };
        return DropDecided(state, e.At);
    }

    private static SweepState Finish(SweepState state, SweepEnded e)
    {
        state = state with { Ended = e.Reason, Open = [] };
        return state.Leases.Values.Aggregate(state, (s, lease) => Abandon(s, lease, e.At));
    }

    private static SweepState DropDecided(SweepState state, DateTimeOffset at) =>
        state.Leases.Values.Where(lease => !state.Finished.Missing(lease.Range).Any())
            .Aggregate(state, (s, lease) => Abandon(s, lease, at));

    private static SweepState Abandon(SweepState state, Lease lease, DateTimeOffset at) => state with
    {
        Leases = state.Leases.Remove(lease.Id),
        Attempts = state.Attempts.Add(
            AttemptOf(lease, (at - lease.GrantedAt).TotalSeconds, AttemptOutcome.Abandoned, "")),
    };

    private static Attempt AttemptOf(Lease lease, double seconds, AttemptOutcome outcome, string reason) =>
        new(lease.Range, lease.Attempt, lease.Holder.Worker, lease.GrantedAt, seconds, outcome, reason);
}
