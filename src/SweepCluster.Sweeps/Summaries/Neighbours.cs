using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>How a trial compares with those that differ from it in one parameter alone.</summary>
public static class Neighbours
{
    /// <summary>First the trial itself, then a sentence per parameter that has other values.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="summary">How its trials ended.</param>
    /// <param name="trialId">The trial.</param>
    public static ImmutableArray<string> Sentences(SweepSpec spec, RecordedSummary summary, long trialId)
    {
        var trials = summary.Ranked.ToDictionary(trial => trial.Id);
        var own = trials[trialId];
        var values = summary.Order.OfId(trialId).Configuration.Values;
        if (!spec.Search.IsGrid)
            return [Itself(spec, summary, own, values), .. Nearest.Sentences(spec, summary, own)];
        var compared = spec.SearchSpace.Parameters
            .Select((axis, i) => OfAxis(spec, trials, own, axis, i, values[i]))
            .OfType<string>();
        return [Itself(spec, summary, own, values), .. compared];
    }

    private static string Itself(
        SweepSpec spec, RecordedSummary summary, RecordedTrial own, ImmutableArray<SettingValue> values)
    {
        var settings = Headline.Settings(spec, values);
        var rank = summary.Ranked.IndexOf(own) + 1;
        var complete = summary.Ranked.Count(trial => trial.State == TrialState.Complete);
        var end = own.State == TrialState.Complete
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{spec.Metric.Column} {Headline.Number(own.Objective)}, rank {rank} of {complete}")
            : own.State.ToString().ToUpperInvariant();
        return settings.Length == 0 ? $"Trial {own.Id}: {end}." : $"Trial {own.Id} ({settings}): {end}.";
    }

    private static string? OfAxis(
        SweepSpec spec, Dictionary<long, RecordedTrial> trials, RecordedTrial own, Parameter axis, int index,
        SettingValue value)
    {
        var stride = spec.SearchSpace.Parameters.Skip(index + 1)
            .Aggregate((long)spec.Repeats, (product, after) => product * after.Count);
        var point = (int)(own.Id / stride % axis.Count);
        var others = Points(axis, point).Select(other => (
            Value: axis[other],
            Trial: trials[own.Id + (other - point) * stride])).ToList();
        if (others.Count == 0)
            return null;
        var told = others.Select(other => $"{other.Value.ToShortString()} gives {Result(other.Trial)}");
        return $"{axis.Name} {value.ToShortString()}: {string.Join(", ", told)}: {Judged(spec, own, others)}.";
    }

    // Words have no order, so all others are neighbours; of numbers, the next ones are.
    private static IEnumerable<int> Points(Parameter axis, int point) => axis.IsWord
        ? Enumerable.Range(0, axis.Count).Where(other => other != point)
        : new[] { point - 1, point + 1 }.Where(other => other >= 0 && other < axis.Count);

    private static string Result(RecordedTrial trial) => trial.State == TrialState.Complete
        ? Headline.Number(trial.Objective)
        : trial.State.ToString().ToUpperInvariant();

    private static string Judged(
        SweepSpec spec, RecordedTrial own, List<(SettingValue Value, RecordedTrial Trial)> others)
    {
        var better = others.Where(other => other.Trial.State == TrialState.Complete
            && (own.State != TrialState.Complete
                || spec.Metric.Aim.IsBetter(other.Trial.Objective, own.Objective))).ToList();
        if (better.Count == 0)
            return "none is better";
        var best = better.MinBy(other => spec.Metric.Aim.Cost(other.Trial.Objective));
        return $"{best.Value.ToShortString()} is better";
    }
}
