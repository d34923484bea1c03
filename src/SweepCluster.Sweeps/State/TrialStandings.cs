using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>Where a trial of a sweep with a scheduler stands.</summary>
/// <param name="State">Its state; WAITING if it may go on.</param>
/// <param name="Outcome">What its last part gave; null if it failed.</param>
/// <param name="Rung">How often it went on before.</param>
public readonly record struct TrialStanding(TrialState State, TrialOutcome? Outcome, int Rung);

/// <summary>Where trials of a sweep with a scheduler stand: each at the last of its places with a result.</summary>
public static class TrialStandings
{
    /// <summary>The trials that have a result and count, by id.</summary>
    public static IReadOnlyDictionary<long, TrialStanding> Of(SweepState state)
    {
        var (limit, standings) = (GoalCut.TrialLimit(state), new Dictionary<long, TrialStanding>());
        foreach (var (place, outcome) in state.Results.SelectMany(segment => segment.Placed()))
            Put(state.Proposed[place], outcome);
        foreach (var failure in state.Failures)
            Put(state.Proposed[failure.Place], null);
        return standings;

        void Put(Trial trial, TrialOutcome? outcome)
        {
            if (trial.Id < limit && !(standings.TryGetValue(trial.Id, out var known) && known.Rung > trial.Rung))
                standings[trial.Id] = new(StateOf(state, trial, outcome), outcome, trial.Rung);
        }
    }

    private static TrialState StateOf(SweepState state, Trial trial, TrialOutcome? outcome)
    {
        if (outcome is null)
            return TrialState.Failed;
        var plan = state.Plan!;
        if (outcome.Diverged)
            return TrialState.Diverged;
        if (Course.IsStopped(trial, outcome, plan.Schedule!, plan.Aim))
            return TrialState.Pruned;
        if (trial.Steps is null)
            return TrialState.Complete;
        return state.Ended is not null || state.Rungs.IsOver(plan.Schedule!, trial)
            ? TrialState.Pruned
            : TrialState.Waiting;
    }
}
