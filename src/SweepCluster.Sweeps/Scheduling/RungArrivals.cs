using System.Collections.Immutable;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Scheduling;

/// <summary>Notes results in the book of rungs.</summary>
/// <param name="Plan">The scheduler's plan.</param>
/// <param name="Aim">What trials are ranked on.</param>
/// <param name="Proposed">What was proposed.</param>
public sealed record RungArrivals(SchedulePlan Plan, Aim Aim, ProposedTrials Proposed)
{
    /// <summary>The book with the outcomes of consecutive places.</summary>
    public RungBook After(RungBook book, long start, ImmutableArray<TrialOutcome> outcomes)
    {
        for (var i = 0; i < outcomes.Length; i++)
            book = After(book, Proposed[start + i], outcomes[i]);
        return book;
    }

    /// <summary>The book with a trial that was given up.</summary>
    public RungBook AfterFailure(RungBook book, long place) =>
        book.Arrived(Plan, Proposed[place], cost: null, isStopped: false);

    private RungBook After(RungBook book, Trial trial, TrialOutcome outcome) => outcome.Diverged
        ? book.Arrived(Plan, trial, cost: null, isStopped: false)
        : book.Arrived(Plan, trial, Aim.Cost(Aim.Of(outcome)), Course.IsStopped(trial, outcome, Plan, Aim));
}
