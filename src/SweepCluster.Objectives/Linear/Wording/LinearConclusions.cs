using System.Globalization;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Planning;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Diagnosis;
using static SweepCluster.Sweeps.Summaries.Headline;

namespace SweepCluster.Objectives.Linear.Wording;

/// <summary>Sums a sweep of linear layers up: the best trial's distance, why others failed, what to try next.</summary>
internal static class LinearConclusions
{
    // Nobody can tell what else the trials lack before the data are standardized.
    private const string Standardizing =
        "Try next: standardize = on, for the columns' scales and means make the way to the optimum long.";

    /// <summary>The sentences.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="summary">How its trials ended.</param>
    /// <param name="scalesMakeTheWayLong">Whether standardizing shortens the way; null without the data.</param>
    public static IEnumerable<string> Of(SweepSpec spec, RecordedSummary summary, bool? scalesMakeTheWayLong)
    {
        var table = spec.Linear().Table;
        var isToStandardize = !table.Standardize && scalesMakeTheWayLong == true && MostFailed(summary);
        string?[] sentences =
        [
            FailureWords.Of(spec, summary),
            isToStandardize ? Standardizing : NextStep.Of(spec, summary),
            isToStandardize || scalesMakeTheWayLong is not null ? null : IfScalesDiffer(table, summary),
        ];
        return sentences.OfType<string>();
    }

    /// <summary>How far the best trial is from the optimum.</summary>
    public static string Distance(SweepSpec spec, RecordedSummary summary, RecordedTrial best)
    {
        var (optimum, excess) = (summary.References[0], best.Distance);
        var subject = spec.Metric.Index == LinearSchema.Rmse ? "" : $"its training RMSE {Number(optimum + excess)} ";
        var amount = excess < 10 * optimum ? Percent(excess / optimum) : Number(excess);
        return $"{subject}{amount} above the least-squares optimum of {Number(optimum)}"
            + WithinTolerance(optimum, best);
    }

    /// <summary>Why the best of the trials that stalled did so; null if none did.</summary>
    public static string? WhyStalled(LoadedSweep sweep, RecordedSummary summary)
    {
        var stalled = summary.Ranked.Where(trial => trial.VerdictOf() == Verdict.Stalled).Take(1).ToList();
        if (stalled.Count == 0)
            return null;
        var forecast = sweep.Trainer().Forecast(summary.Order.OfId(stalled[0].Id));
        return $"Why trial {stalled[0].Id} STALLED: {Obstacles.Why(forecast)}.";
    }

    /// <summary>A part of a whole in percent, to two decimals; "less than" the least that they can show.</summary>
    internal static string Percent(double share) => share is > 0 and < 0.0001
        ? "less than 0.01%"
        : Math.Max(0, share).ToString("0.##%", CultureInfo.InvariantCulture);

    /// <summary>A trial's verdict.</summary>
    internal static Verdict? VerdictOf(this RecordedTrial trial) => (Verdict?)trial.Verdict;

    private static bool MostFailed(RecordedSummary summary)
    {
        var converged = summary.Ranked.Count(trial => trial.VerdictOf() == Verdict.Converged);
        var judged = summary.Ranked.Count(trial => trial.Verdict is not null);
        return summary.Best?.VerdictOf() != Verdict.Converged || 2 * converged < judged;
    }

    private static string? IfScalesDiffer(DataSpec table, RecordedSummary summary) =>
        table.Standardize || table.Source.File is null || summary.Best?.VerdictOf() == Verdict.Converged
            ? null
            : "If the columns' scales or means differ much, try standardize = on before all else; sweep explain tells.";

    // An optimum that is rounding alone gives no measure of distance.
    private static string WithinTolerance(double optimum, RecordedTrial best) =>
        best.VerdictOf() == Verdict.Converged && best.Distance > 0.05 * optimum && best.Distance < 1e6 * optimum
            ? ", within the tolerance of 1% of the targets' deviation"
            : "";
}
