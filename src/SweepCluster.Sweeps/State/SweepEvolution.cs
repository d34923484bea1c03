using System.Collections.Immutable;
using SweepCluster.Sweeps.Health;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Sweeps.State;

/// <summary>How events change a sweep's state. Pure: no clock, no chance, no I/O.</summary>
public static class SweepEvolution
{
    /// <summary>The state after an event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The event is unknown: skipping it would lose trials.</exception>
    public static SweepState Apply(SweepState state, ISweepEvent sweepEvent) => sweepEvent switch
    {
        SweepSubmitted e => At(Begin(state, e), e.At),
        SweepResumed e => At(Resume(state, e), e.At),
        CheckpointsFound e => state with
        {
            Open = e.Checkpoints.Aggregate(state.Open, (open, found) => open.GoingOnFrom(found)),
        },
        TrialsProposed e => At(Propose(state, e.Round), e.At),
        LeaseGranted e => At(LeaseEvolution.Grant(state, e.Lease), e.Lease.GrantedAt),
        LeaseRenewed e => LeaseEvolution.Renew(state, e),
        SplitAsked e => LeaseEvolution.AskForPart(state, e),
        LeaseProgressed e => LeaseEvolution.Progress(state, e),
        PartYielded e => At(LeaseEvolution.Yield(state, e), e.At),
        LeaseEnded e => At(LeaseEvolution.End(state, e), e.At),
        PackCompleted e => At(
            LeaseEvolution.Complete(
                state,
                new(e.Lease, e.Lease.Range, e.Segments, e.References, e.Seconds, e.At)
                {
                    TrialSeconds = e.TrialSeconds,
                }),
            e.At),
        PartCompleted e => At(LeaseEvolution.Complete(state, e), e.At),
        TrialFailed e => At(LeaseEvolution.Fail(state, e), e.At),
        TrialGivenUp e => At(LeaseEvolution.GiveUp(state, e), e.At),
        WorkerExcluded e => At(state with { Health = state.Health.Excluding(e.Worker, e.Reason) }, e.At),
        SweepPaused e => At(Stop(state, e.At) with { Paused = true }, e.At),
        SweepContinued e => At(state with { Paused = false, ActiveSince = e.At }, e.At),
        TrialsReopened e => At(Reopen(state, e), e.At),
        SweepEnded e => At(Finish(state, e), e.At),
        _ => throw new ArgumentOutOfRangeException(nameof(sweepEvent), sweepEvent, "No such event of a sweep."),
    };

    // A lease that is taken up again carries the time at which it was first granted.
    private static SweepState At(SweepState state, DateTimeOffset at) =>
        at > state.LastEventAt ? state with { LastEventAt = at } : state;

    private static SweepState Begin(SweepState state, SweepSubmitted e) => state with
    {
        Plan = e.Plan,
        Text = e.Text,
        Open = e.Plan.IsProposed ? OpenTrials.Empty : Opened(OpenTrials.Empty, new TrialRange(0, e.Plan.Planned)),
        ActiveSince = e.At,
    };

    private static SweepState Propose(SweepState state, Round round)
    {
        state = state with
        {
            Proposed = state.Proposed.With(round),
            Open = Opened(state.Open, round.Range),
        };
        if (state.Plan!.Schedule is not { } schedule)
            return state;
        if (round.GoesOn)
            state = GoOn(state, schedule, round);
        return state.GoalPlace is null ? state : GoalCut.Apply(state, round.Range);
    }

    private static SweepState GoOn(SweepState state, SchedulePlan schedule, Round round)
    {
        state = state with { Rungs = state.Rungs.GoneOn(schedule, round.Trials) };
        return state with
        {
            Open = state.Resting.Of(round).Aggregate(state.Open, (open, found) => open.GoingOnFrom(found)),
            Resting = state.Resting.Without(
                round, id => state.Rungs.IsOver(schedule, state.Proposed[state.Proposed.LastPlaceOf(id)])),
        };
    }

    private static OpenTrials Opened(OpenTrials open, TrialRange range) =>
        open.With(new OpenRange(range, 1, FailureHistory.None));

    // Checkpoints are not in the journal, so the state after a replay has none.
    private static SweepState Resume(SweepState state, SweepResumed e)
    {
        state = Stop(state, state.LastEventAt) with { ActiveSince = e.At };
        state = state.Leases.All.Aggregate(state, (s, held) => LeaseEvolution.Release(
            s, held with { Checkpoint = null }, AttemptOutcome.Interrupted, state.LastEventAt));
        return state with { Open = state.Open.FromTheBeginning(), Resting = RestingCheckpoints.None };
    }

    private static SweepState Stop(SweepState state, DateTimeOffset at) =>
        state with { ActiveBefore = state.ActiveAt(at) };

    private static SweepState Reopen(SweepState state, TrialsReopened e)
    {
        state = state with
        {
            Retries = state.Retries.SetItem(e.RequestId, e.Ranges.Sum(range => range.Count)),
            Readmissions = state.Health.Excluded.IsEmpty ? state.Readmissions : state.Readmissions.Add(e.RequestId),
            Health = WorkerHealth.Good,
        };
        if (e.Ranges.IsEmpty)
            return state;
        if (state.Ended is not null)
            state = state with { Ended = null, ActiveBefore = TimeSpan.Zero, ActiveSince = e.At };
        return e.Ranges.Aggregate(ForgetFailures(state, e.Ranges), Reopen);
    }

    private static SweepState ForgetFailures(SweepState state, ImmutableArray<TrialRange> reopened)
    {
        if (state.Plan!.Schedule is not { } schedule)
            return state;
        var failed = state.Failures.Where(failure => reopened.Any(range => range.Contains(failure.Place)));
        return state with
        {
            Rungs = failed.Aggregate(
                state.Rungs, (book, failure) => book.Reopened(schedule, state.Proposed[failure.Place])),
        };
    }

    private static SweepState Reopen(SweepState state, TrialRange range) => state with
    {
        Failures = state.Failures.RemoveAll(failure => range.Contains(failure.Place)),
        Finished = state.Finished.Remove(range),
        Cancelled = state.Cancelled.Remove(range),
        Open = range.Within(state.Known) is { } known ? Opened(state.Open, known) : state.Open,
    };

    private static SweepState Finish(SweepState state, SweepEnded e)
    {
        state = state.Leases.All.Aggregate(state, (s, held) => LeaseEvolution.Abandon(s, held, e.At));
        var never = state.Unfinished(new TrialRange(0, state.Limit)).ToList();
        return Stop(state, e.At) with
        {
            Ended = e.Reason,
            Paused = false,
            Open = OpenTrials.Empty,
            Cancelled = never.Aggregate(state.Cancelled, (set, range) => set.Add(range)),
        };
    }
}
