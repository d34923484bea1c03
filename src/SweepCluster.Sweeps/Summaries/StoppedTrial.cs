using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Search.Schedulers;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>Why a scheduler stopped a trial, in words.</summary>
/// <param name="Spec">The sweep; it has a scheduler.</param>
/// <param name="Summary">How its trials ended.</param>
/// <param name="Courses">The costs of some trials, step by step; a trial without any is left out.</param>
public sealed record StoppedTrial(
    SweepSpec Spec,
    RecordedSummary Summary,
    Func<IReadOnlySet<long>, IReadOnlyDictionary<long, ImmutableArray<double>>> Courses)
{
    private readonly IScheduler _scheduler = Spec.Search.MakeScheduler()!;

    private Aim Aim => Spec.Metric.Aim;

    private string Word => Spec.Search.Scheduler!.Word;

    /// <summary>The sentence; null if the trial was not stopped.</summary>
    public string? Sentence(long trialId)
    {
        if (Summary.Ranked.First(trial => trial.Id == trialId).State != TrialState.Pruned)
            return null;
        var index = trialId / Spec.Repeats;
        var courses = Courses(
            _scheduler.ComparesCourses ? Before(index, trialId) : TrialsOf(_scheduler.CohortOf(index)));
        if (!courses.TryGetValue(trialId, out var own) || own.IsEmpty)
            return $"Trial {trialId} was stopped by {Word}.";
        var stopped = $"Trial {trialId} was stopped by {Word} after {own.Length} of "
            + $"{CountOf(Spec.Search.Scheduler!.Full)}";
        return _scheduler.ComparesCourses
            ? $"{stopped}: {AgainstMedian(own, [.. courses.Keys.Where(id => id != trialId).Select(id => courses[id])])}"
            : $"{stopped}: {AgainstCohort(index, own.Length, courses)}";
    }

    private string CountOf(int steps) => $"{steps} {Spec.Schema.StepWord}{(steps == 1 ? "" : "s")}";

    private HashSet<long> TrialsOf(Cohort cohort)
    {
        var known = Summary.Known.Select(trial => trial.Id).ToHashSet();
        known.RemoveWhere(id => id / Spec.Repeats < cohort.First || id / Spec.Repeats >= cohort.End);
        return known;
    }

    // The trials that it could be compared with, and itself.
    private HashSet<long> Before(long index, long trialId) =>
    [
        .. Summary.Ranked.Where(trial => trial.State == TrialState.Complete
            && trial.Id / Spec.Repeats <= index - Spec.Search.Parallel).Select(trial => trial.Id),
        trialId,
    ];

    private string AgainstCohort(
        long index, int steps, IReadOnlyDictionary<long, ImmutableArray<double>> courses)
    {
        var compared = courses.Where(each => each.Value.Length >= steps)
            .GroupBy(each => each.Key / Spec.Repeats)
            .Select(each => (
                Index: each.Key,
                Cost: each.Average(course => course.Value[steps - 1]),
                GoesOn: each.Any(course => course.Value.Length > steps)))
            .OrderBy(each => each.Cost).ThenBy(each => each.Index).ToList();
        var place = compared.FindIndex(each => each.Index == index) + 1;
        var on = compared.Where(each => each.GoesOn).ToList();
        var value = Value(compared[place - 1].Cost);
        var of = $"{Spec.Metric.Column} {value} is {Ordinal(place)} of the {compared.Count} that were compared there";
        if (on.Count == 0)
            return $"{of}, and none went on.";
        var needed = Value(on.Max(each => each.Cost));
        return _scheduler.IsRepeatable
            ? $"{of}, of which the best {on.Count} went on; it needed {needed}."
            : $"{of}, and it was never among the best of each {Spec.Search.Scheduler!.Reduction} that had come so far.";
    }

    private string AgainstMedian(ImmutableArray<double> own, ImmutableArray<ImmutableArray<double>> before)
    {
        var limits = _scheduler.Limits(before);
        var best = Value(own.Min());
        return own.Length <= limits.Length
            ? $"its best {Spec.Metric.Column} so far, {best}, was worse than {Value(limits[own.Length - 1])}, the "
                + $"median of what {before.Length} trials before it had on average by then."
            : $"its best {Spec.Metric.Column} so far, {best}, was worse than that of trials before it.";
    }

    // All digits: rounded ones might seem to contradict what is said.
    private string Value(double cost) => Aim.Cost(cost).ToString("R", CultureInfo.InvariantCulture);

    private static string Ordinal(int place) => (place % 100, place % 10) switch
    {
        (11 or 12 or 13, _) => Text(place, "th"),
        (_, 1) => Text(place, "st"),
        (_, 2) => Text(place, "nd"),
        (_, 3) => Text(place, "rd"),
        _ => Text(place, "th"),
    };

    private static string Text(int place, string end) => place.ToString(CultureInfo.InvariantCulture) + end;
}
