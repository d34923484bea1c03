using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Searching;

/// <summary>Finds the trials that go on from where a scheduler compared them. Pure.</summary>
/// <param name="spec">The sweep.</param>
/// <param name="schedule">Its scheduler's plan.</param>
internal sealed class Promotions(SweepSpec spec, SchedulePlan schedule)
{
    private readonly NewTrials _trials = new(spec);

    /// <summary>Whether trials go on now.</summary>
    /// <remarks>
    /// Where several trials are evaluated as fast as one, those of many cohorts fill a pack better than those of one:
    /// they wait until slots need them.
    /// </remarks>
    public bool AreDue(SweepState state)
    {
        var ripe = RipeIn(state);
        if (!ripe.Any())
            return false;
        return spec.Objective.PackVector == 1
            || state.Open.IsEmpty
            || ripe.Sum(name => schedule.Scheduler.GoingOn(state.Rungs[name]).Length) >= RoundLayout.LargestRound / 4;
    }

    /// <summary>The round of the trials that go on; some are due.</summary>
    /// <param name="state">The sweep.</param>
    /// <param name="most">No more configurations than this.</param>
    public Round Next(SweepState state, int most)
    {
        var going = RipeIn(state).SelectMany(name => schedule.Scheduler.GoingOn(state.Rungs[name])
            .Select(index => (Index: index, name.Place))).Take(most);
        return RoundLayout.Of(spec, state.Proposed.Count, going.SelectMany(each => _trials.GoingOn(
            state.Proposed.OfId(each.Index * spec.Repeats).Configuration, each.Place + 1)));
    }

    private IEnumerable<RungName> RipeIn(SweepState state)
    {
        var limit = state.TrialLimit;
        return state.Rungs.Ripe.Where(name => name.Cohort * spec.Repeats < limit);
    }
}
