using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>The account of a sweep with a scheduler, whose trials may have several places.</summary>
internal static class ScheduledAccount
{
    /// <summary>The account, now.</summary>
    public static Account Of(SweepState state)
    {
        var planned = state.Plan!.Planned;
        if (state.Ended is null && state.GoalPlace is null)
            return new(
                planned, state.Rungs.Complete, state.Rungs.Stopped, state.Diverged, state.Failures.Count,
                state.Cancelled.Count);
        var counts = TrialStandings.Of(state).CountBy(each => each.Value.State).ToDictionary();
        long Count(TrialState counted) => counts.GetValueOrDefault(counted);
        var known = new Account(
            planned, Count(TrialState.Complete), Count(TrialState.Pruned), Count(TrialState.Diverged),
            Count(TrialState.Failed), 0);
        return known with { Cancelled = state.Ended is null ? 0 : planned - known.Done };
    }
}
