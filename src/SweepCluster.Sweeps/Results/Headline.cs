using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.Results;

/// <summary>A sweep in a few plain sentences: what is best, what its failures have in common, what to try next.</summary>
public static class Headline
{
    /// <summary>The sentences.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="summary">How its trials ended.</param>
    /// <param name="scalesMakeTheWayLong">Whether standardizing the data shortens the way; null where they are not at hand.</param>
    public static ImmutableArray<string> Of(SweepSpec spec, RecordedSummary summary, bool? scalesMakeTheWayLong = null)
    {
        var isToStandardize = !spec.Data.Standardize && scalesMakeTheWayLong == true && MostFailed(summary);
        string?[] sentences =
        [
            GoalOutcome.Of(spec, summary)?.Words(spec),
            Best(spec, summary),
            FailureWords.Of(spec, summary),
            isToStandardize ? Standardizing : NextStep.Of(spec, summary),
            isToStandardize || scalesMakeTheWayLong is not null ? null : IfScalesDiffer(spec, summary),
            WithoutResult(summary),
        ];
        return [.. sentences.OfType<string>()];
    }

    // Whatever else the trials lack, they can be judged only then.
    private const string Standardizing =
        "Try next: standardize = on, for the columns' scales and means make the way to the optimum long.";

    private static bool MostFailed(RecordedSummary summary) => summary.Best?.Verdict != Verdict.Converged
        || 2 * summary.Ranked.Count(trial => trial.Verdict == Verdict.Converged) < summary.Ranked.Count(trial => trial.Verdict is not null);

    private static string? IfScalesDiffer(SweepSpec spec, RecordedSummary summary) =>
        spec.Data.Standardize || spec.Data.Source is DataSource.Synthetic || summary.Best?.Verdict == Verdict.Converged
            ? null
            : "If the columns' scales or means differ much, try standardize = on before all else; sweep explain tells.";

    /// <summary>A part of a whole in percent; what two digits would show as nothing is said to be less than they can.</summary>
    internal static string Percent(double share) => share is > 0 and < 0.0001
        ? "less than 0.01%"
        : Math.Max(0, share).ToString("0.##%", CultureInfo.InvariantCulture);

    private static string Best(SweepSpec spec, RecordedSummary summary) => summary.Best is { } best
        ? $"Best is trial {best.Id}{Settings(spec, best)}: {spec.Objective.Column()} {Number(best.Objective)}, {Distance(spec, summary, best)}."
        : "No trial was trained to its end with finite numbers.";

    private static string Settings(SweepSpec spec, RecordedTrial trial)
    {
        var axes = spec.SearchSpace.Axes;
        var values = spec.SearchSpace[trial.Id / spec.Repeats].Values;
        return axes.IsEmpty ? "" : $" ({string.Join(", ", axes.Select((axis, i) => $"{axis.Key.Kebab()} {values[i].ToShortString()}"))})";
    }

    private static string Distance(SweepSpec spec, RecordedSummary summary, RecordedTrial best)
    {
        var (optimum, excess) = (summary.OptimumRmse, best.ExcessRmse);
        var subject = spec.Objective == Objective.Rmse ? "" : $"its training RMSE {Number(optimum + excess)} ";
        var amount = excess < 10 * optimum ? Percent(excess / optimum) : Number(excess);
        return $"{subject}{amount} above the least-squares optimum of {Number(optimum)}{WithinTolerance(optimum, best)}";
    }

    // An optimum of nothing but rounding says nothing about how far away is far.
    private static string WithinTolerance(double optimum, RecordedTrial best) =>
        best.Verdict == Verdict.Converged && best.ExcessRmse > 0.05 * optimum && best.ExcessRmse < 1e6 * optimum
            ? ", within the tolerance of 1% of the targets' deviation"
            : "";

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

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
