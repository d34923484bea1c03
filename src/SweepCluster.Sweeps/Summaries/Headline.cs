using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>A sweep in a few sentences: what is best, what its failures have in common, what to try next.</summary>
public static class Headline
{
    /// <summary>The sentences.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="summary">How its trials ended.</param>
    /// <param name="prepared">The sweep's trials; null if their data are not at hand.</param>
    public static ImmutableArray<string> Of(SweepSpec spec, RecordedSummary summary, IObjective? prepared = null)
    {
        string?[] sentences =
        [
            GoalOutcome.Of(spec, summary)?.Words(spec),
            Best(spec, summary),
            .. (spec.Kind as IConcludes)?.Conclusions(spec, summary, prepared) ?? [],
            WithoutResult(summary),
        ];
        return [.. sentences.OfType<string>()];
    }

    /// <summary>A number as sentences show it, to four digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Best(SweepSpec spec, RecordedSummary summary)
    {
        if (summary.Best is not { } best)
            return spec.Schema.HasFoundMetrics
                ? $"No trial ended with a finite {spec.Metric.Column}."
                : "No trial was trained to its end with finite numbers.";
        var more = (spec.Kind as IConcludes)?.BestInWords(spec, summary, best) is { } words ? $", {words}" : "";
        var settings = Settings(spec, summary.Order.OfId(best.Id).Configuration.Values);
        return $"Best is trial {best.Id}{InBrackets(settings)}: {spec.Metric.Column} {Number(best.Objective)}{more}.";
    }

    /// <summary>A configuration in words, such as <c>learning-rate 0.01, momentum 0.9</c>.</summary>
    internal static string Settings(SweepSpec spec, ImmutableArray<SettingValue> values) => string.Join(
        ", ",
        spec.SearchSpace.Parameters.Zip(values).Where(setting => !setting.Second.IsNone)
            .Select(setting => $"{setting.First.Name} {setting.Second.ToShortString()}"));

    private static string InBrackets(string settings) => settings.Length == 0 ? "" : $" ({settings})";

    private static string? WithoutResult(RecordedSummary summary)
    {
        var failed = summary.Ranked.Count(trial => trial.State == TrialState.Failed);
        return failed switch
        {
            0 => null,
            1 => "1 trial FAILED: attempts.csv says why.",
            _ => $"{failed.ToString("N0", CultureInfo.InvariantCulture)} trials FAILED: attempts.csv says why.",
        };
    }
}
