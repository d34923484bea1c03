using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>How a trial of a search compares with the trials whose settings are most like its own.</summary>
internal static class Nearest
{
    private const int Shown = 3;

    /// <summary>A sentence per trial, the nearest first.</summary>
    public static IEnumerable<string> Sentences(SweepSpec spec, RecordedSummary summary, RecordedTrial own)
    {
        var values = Values(own);
        return summary.Known
            .Where(trial => trial.Id / spec.Repeats != own.Id / spec.Repeats && trial.Id % spec.Repeats == 0)
            .OrderBy(trial => Distance(spec.SearchSpace, values, Values(trial))).ThenBy(trial => trial.Id)
            .Take(Shown)
            .Select(trial => $"Near it, trial {trial.Id} ({Headline.Settings(spec, Values(trial))}): {Result(trial)}.");

        ImmutableArray<SettingValue> Values(RecordedTrial trial) => summary.Order.OfId(trial.Id).Configuration.Values;

        string Result(RecordedTrial trial) => trial.State == TrialState.Complete
            ? $"{spec.Metric.Column} {Headline.Number(trial.Objective)}"
            : trial.State.ToString().ToUpperInvariant();
    }

    // In the unit cube of the search space; another word, or a parameter that one of both lacks, is as far as it gets.
    private static double Distance(
        SearchSpace space, ImmutableArray<SettingValue> one, ImmutableArray<SettingValue> other) =>
        space.Parameters.Select((parameter, i) => (parameter.Domain, One: one[i], Other: other[i]))
            .Sum(pair => pair.One == pair.Other ? 0
                : pair.One.IsNone || pair.Other.IsNone || pair.Domain.IsWord ? 1
                : Math.Pow(pair.Domain.ToUnit(pair.One) - pair.Domain.ToUnit(pair.Other), 2));
}
