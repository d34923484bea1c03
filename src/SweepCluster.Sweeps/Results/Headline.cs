using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Results;

/// <summary>A sweep in a few plain sentences: what is best, what its failures have in common, what to try next.</summary>
public static class Headline
{
    /// <summary>The sentences.</summary>
    public static ImmutableArray<string> Of(SweepSpec spec, RecordedSummary summary)
    {
        string?[] sentences =
        [
            GoalOutcome.Of(spec, summary)?.Words(spec),
            Best(spec, summary),
            FailureWords.Of(spec, summary),
            NextStep.Of(spec, summary),
            WithoutResult(summary),
        ];
        return [.. sentences.OfType<string>()];
    }

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
        return $"{subject}{amount} above the least-squares optimum of {Number(optimum)}";
    }

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
