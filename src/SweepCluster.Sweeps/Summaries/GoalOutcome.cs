using System.Globalization;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>How a sweep reached the goal that it was to stop at.</summary>
/// <param name="TrialId">The first trial, in training order, that reached it.</param>
/// <param name="Objective">What that trial reached.</param>
/// <param name="Spared">Trials after it, which were not trained; they are counted as cancelled.</param>
/// <param name="Missing">Trials before it that were cancelled: for another reason.</param>
public sealed record GoalOutcome(long TrialId, double Objective, long Spared, long Missing)
{
    /// <summary>What a sweep's trials say; null if it has no goal, or no trial reached it.</summary>
    public static GoalOutcome? Of(SweepSpec spec, RecordedSummary summary)
    {
        if (spec.Stop.Goal <= 0)
            return null;
        // What a goal cuts off lies behind a trial; with a scheduler, behind its cohort, unless that ends at once.
        var scheduler = spec.Search.MakeScheduler();
        Func<long, long> placeOf = scheduler is null
            ? summary.Order.PlaceOf
            : id => scheduler.CohortOf(id / spec.Repeats).First;
        var endsAtOnce = scheduler is { IsRepeatable: false };
        var reaching = summary.Ranked
            .Where(trial => trial.State is TrialState.Complete or TrialState.Pruned
                && spec.Metric.Aim.Reaches(trial.Objective, spec.Stop.Goal)).ToList();
        if (reaching.Count == 0)
            return null;
        var first = reaching.MinBy(trial => (placeOf(trial.Id), trial.Id));
        var cancelled = summary.Ranked.Where(trial => trial.State == TrialState.Cancelled)
            .ToLookup(trial => endsAtOnce || placeOf(trial.Id) > placeOf(first.Id));
        return new(first.Id, first.Objective, cancelled[true].Count(), cancelled[false].Count());
    }

    /// <summary>Whether a sweep ended as meant: no trial failed, and only a goal had trials cancelled.</summary>
    public static bool IsSuccess(SweepSpec spec, RecordedSummary summary) =>
        summary.Ranked.All(trial => trial.State is not TrialState.Failed)
        && (summary.Ranked.All(trial => trial.State is not TrialState.Cancelled)
            || Of(spec, summary) is { Missing: 0 });

    /// <summary>The outcome in a sentence.</summary>
    public string Words(SweepSpec spec)
    {
        var reached = $"The goal is reached: trial {TrialId} has {spec.Metric.Column} {Number(Objective)}, "
            + $"at or {(spec.Metric.Direction == Direction.Minimize ? "below" : "above")} {Number(spec.Stop.Goal)}";
        var spared = Spared.ToString("N0", CultureInfo.InvariantCulture);
        return Spared switch
        {
            0 => $"{reached}.",
            1 => $"{reached}, so the trial after it was not trained.",
            _ => $"{reached}, so the {spared} trials after it were not trained.",
        };
    }

    // All digits, as in the file: rounded ones might seem to contradict it.
    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
