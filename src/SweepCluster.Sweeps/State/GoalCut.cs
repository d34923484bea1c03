using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>Where a goal ends a sweep with a scheduler: after the first cohort with a trial that reached it.</summary>
/// <remarks>
/// That cohort and those before are brought to their end, so that what the sweep finds does not depend on who was
/// faster. A scheduler that is not repeatable ends the sweep at once.
/// </remarks>
public static class GoalCut
{
    /// <summary>The id after the last trial that counts.</summary>
    public static long TrialLimit(SweepState state) => state is { GoalPlace: { } place, Plan.Schedule: { } schedule }
        ? schedule.EndOfCohort(state.Proposed[place].Configuration.Index)
        : state.Plan!.Planned;

    /// <summary>Whether every trial that counts is done, and none is to go on.</summary>
    public static bool AllDone(SweepState state)
    {
        var (schedule, limit) = (state.Plan!.Schedule!, TrialLimit(state));
        if (state.GoalPlace is not null && !schedule.Scheduler.IsRepeatable)
            return true;
        return state.AllKnownDone
            && state.Proposed.Trials >= limit
            && !state.Rungs.Ripe.Any(rung => rung.Cohort * schedule.Repeats < limit);
    }

    /// <summary>The place to remember after results.</summary>
    public static long? After(SweepState state, ResultSegment segment)
    {
        var (plan, goal) = (state.Plan!, state.GoalPlace);
        foreach (var (place, outcome) in segment.Placed())
        {
            if (!outcome.Diverged && plan.Aim.Reaches(plan.Aim.Of(outcome), plan.Stop.Goal)
                && (goal is null || CohortAt(state, place) < CohortAt(state, goal.Value)))
                goal = place;
        }

        return goal;
    }

    /// <summary>With the trials beyond the goal cancelled, as far as they have no result.</summary>
    /// <param name="state">The sweep.</param>
    /// <param name="range">The places to look at.</param>
    public static SweepState Apply(SweepState state, TrialRange range)
    {
        var limit = TrialLimit(state);
        foreach (var part in state.Unfinished(range).ToList())
        {
            for (var place = part.Start; place < part.End; place++)
            {
                if (state.Proposed[place].Id < limit)
                    continue;
                var cut = new TrialRange(place, 1);
                state = state with { Cancelled = state.Cancelled.Add(cut), Open = state.Open.Without(cut) };
            }
        }

        return state;
    }

    /// <summary>The places of a set that the goal has not cut off; all of them if there is none.</summary>
    public static RangeSet Counting(SweepState state, RangeSet places)
    {
        var limit = TrialLimit(state);
        return state.GoalPlace is null
            ? places
            : places.Ranges
                .SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(i => range.Start + i))
                .Where(place => state.Proposed[place].Id < limit)
                .Aggregate(RangeSet.Empty, (set, place) => set.Add(new TrialRange(place, 1)));
    }

    private static long CohortAt(SweepState state, long place) =>
        state.Plan!.Schedule!.Scheduler.CohortOf(state.Proposed[place].Configuration.Index).First;
}
