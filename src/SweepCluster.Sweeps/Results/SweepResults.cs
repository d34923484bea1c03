using System.Collections.Immutable;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Results;

/// <summary>All results of a sweep, ranked.</summary>
/// <param name="Spec">The sweep.</param>
/// <param name="Order">The order of its trials.</param>
/// <param name="References">What trials are compared with; empty if no trial has a result.</param>
/// <param name="Ranked">A result per trial, best first; see <see cref="Ranking"/>.</param>
/// <param name="Attempts">Every attempt, in order of their ends.</param>
/// <param name="Account">How many planned trials are in each state.</param>
public sealed record SweepResults(
    SweepSpec Spec,
    TrialOrder Order,
    ImmutableArray<double> References,
    ImmutableArray<TrialResult> Ranked,
    ImmutableArray<Attempt> Attempts,
    Account Account)
{
    /// <summary>The results that stand in a sweep's state.</summary>
    public static SweepResults Of(SweepSpec spec, SweepState state)
    {
        var order = TrialOrder.Of(spec, state.Proposed, state.TrialLimit);
        var missing = state.Ended is null ? TrialState.Waiting : TrialState.Cancelled;
        var results = new TrialResult[order.Planned];
        for (var id = 0L; id < results.Length; id++)
            results[id] = new TrialResult(order, id, missing, null);
        if (spec.Search.Scheduler is not null)
            PutStandings(results, order, state);
        else
            PutOutcomes(results, order, state);
        return new SweepResults(
            spec, order, state.References, Ranking.Rank(results, spec.Metric.Aim), [.. state.Attempts], state.Account);
    }

    /// <summary>The results by trial id.</summary>
    public IEnumerable<TrialResult> InOrderOfTrials()
    {
        var places = new int[Ranked.Length];
        for (var i = 0; i < places.Length; i++)
            places[Ranked[i].TrialId] = i;
        return places.Select(place => Ranked[place]);
    }

    private static void PutOutcomes(TrialResult[] results, TrialOrder order, SweepState state)
    {
        var outcomes = state.Results.SelectMany(segment => segment.Placed());
        foreach (var (place, outcome) in outcomes.Where(result => result.Place < state.Limit))
            Put(results, order, place, outcome.Diverged ? TrialState.Diverged : TrialState.Complete, outcome);
        foreach (var failure in state.Failures.Where(failure => failure.Place < state.Limit))
            Put(results, order, failure.Place, TrialState.Failed, null);
    }

    private static void PutStandings(TrialResult[] results, TrialOrder order, SweepState state)
    {
        foreach (var (id, standing) in TrialStandings.Of(state))
            results[id] = new TrialResult(order, id, standing.State, standing.Outcome);
    }

    private static void Put(
        TrialResult[] results, TrialOrder order, long place, TrialState state, TrialOutcome? outcome)
    {
        var id = order.IdAt(place);
        results[id] = new TrialResult(order, id, state, outcome);
    }
}
