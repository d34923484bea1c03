using SweepCluster.Dashboard.Report.Drawing;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report;

/// <summary>The sentence below each heading that says how to read its figure, and what it leaves out.</summary>
internal static class Notes
{
    /// <summary>For the ranked table.</summary>
    public static string Table(RecordedRun run)
    {
        var planned = run.Summary.Ranked.Length;
        return run.Rows.Length < planned
            ? $"The best {Numbers.Count(run.Rows.Length)} of {Numbers.Count(planned)} trials; "
                + "summary.csv has them all. Click a heading to sort."
            : "Click a heading to sort. Point at a number for all its digits.";
    }

    /// <summary>For the map of the objective.</summary>
    public static string Objective(RecordedRun run, bool hasMore) =>
        "Each cell shows the best trial there"
        + (hasMore ? ", whatever its other settings." : ".")
        + Repeats(run)
        + (run.Spec.Metric.Direction == Direction.Minimize
            ? " Dark is low, and low is good."
            : " Bright is high, and high is good.");

    /// <summary>For the map of verdicts.</summary>
    public static string Verdicts(RecordedRun run, bool hasMore) =>
        "Each cell shows why its trials ended as they did"
        + (hasMore || run.Spec.Repeats > 1 ? "; the commonest verdict, the worse of two as common." : ".");

    /// <summary>What the letters in the map of verdicts stand for.</summary>
    public static string Letters(SweepSpec spec) =>
        string.Join(" · ", spec.Schema.Verdicts.Select(verdict => $"{verdict.Name[..1]} {verdict.Name}"))
        + " · – failed or cancelled · empty: not trained yet";

    /// <summary>For the importance of the axes.</summary>
    public static string Importance(Importance importance)
    {
        var decomposed = importance.IsOfLogarithm ? "log₁₀ of the objective" : "the objective";
        var how = importance.IsExact
            ? $"An exact decomposition of the variance of {decomposed} over the full grid "
                + "(functional ANOVA); all shares together are 100 %."
            : $"Estimates: {Numbers.Count(importance.Missing)} "
                + (importance.Missing == 1 ? "configuration has" : "configurations have")
                    + $" no result, so shares of the variance of {decomposed} come from marginal means "
                    + "of the others and need not sum to 100 %.";
        return how + " A pair's share is what only the combination does."
            + (importance.Diverged == 0 ? "" : importance.Diverged == 1
            ? " 1 configuration diverged; it counts as the worst finite value."
            : $" {Numbers.Count(importance.Diverged)} configurations diverged; each counts as the worst finite value.");
    }

    /// <summary>For the history of a search.</summary>
    public static string History(RecordedRun run)
    {
        var without = run.Summary.Ranked.Count(trial => trial.State != TrialState.Complete);
        const string reading = "A point per trial, in the order of proposals; the line is the best so far.";
        return without == 0 ? reading : $"{reading} {CountWords.Of(without, "trial")} without a result left out.";
    }

    /// <summary>For the slices of the search space.</summary>
    public static string Slices() =>
        "A point per trial at its value of one setting, whatever the others were; later trials are brighter.";

    /// <summary>For the learning curves.</summary>
    public static string Curves(RecordedRun run)
    {
        var rows = run.Spec.Objective.Data is null ? ""
            : run.Curves.IsHeldOut ? " over the held-out rows"
            : " over the training rows";
        var sampled = Numbers.Count(run.Curves.Sample.Count);
        return $"{run.Curves.Metric}{rows} after each {run.Spec.Schema.StepWord}."
            + (run.Curves.IsWhole ? "" : $" Band and median are those of {sampled} trials, drawn evenly from all.");
    }

    /// <summary>For the distances to the optimum.</summary>
    public static string Excess(RecordedRun run)
    {
        if (run.Spec.Schema.Distance is not { } distance || run.Summary.References.IsEmpty)
            return "";
        var without = run.Summary.Ranked.Count(trial => !double.IsFinite(trial.Distance));
        if (without == 0)
            return distance.Note(run.Summary.References);
        var left = without == 1 ? "trial without a finite distance is" : "trials without a finite distance are";
        return $"{distance.Note(run.Summary.References)} {Numbers.Count(without)} {left} left out.";
    }

    /// <summary>For the durations of trials.</summary>
    public static string Cost(RecordedRun run)
    {
        var better = run.Spec.Metric.Direction == Direction.Minimize ? "lower" : "higher";
        return $"How long each complete trial took, and its {run.Spec.Metric.Column}; {better} is better. "
            + "No quicker trial is as good as those on the line.";
    }

    /// <summary>For the parallel coordinates.</summary>
    public static string Parallel(RecordedRun run)
    {
        var complete = run.Summary.Ranked.Count(trial => trial.State == TrialState.Complete);
        const string reading = "One line per trial, in the colour of its result. "
            + "Drag along an axis to keep the lines that cross there; drag a name to move its axis.";
        const int best = ParallelFigure.MostLines / 5;
        return complete <= ParallelFigure.MostLines
            ? reading
            : $"{reading} The best {best} and a sample of the other {Numbers.Count(complete - best)} trials.";
    }

    /// <summary>For the sweep file.</summary>
    public static string SweepFile(SweepSpec spec) => spec.Schema.IsReproducible
        ? "Running it again gives the same summary.csv."
        : "Running it again runs the same trials; their results are as repeatable as the trials are.";

    /// <summary>For the repeats.</summary>
    public static string Repeats() =>
        "The best configurations, by index and values; "
        + "the standard deviation is that of their repeats' own weights and row orders.";

    private static string Repeats(RecordedRun run) =>
        run.Spec.Repeats > 1 ? $" The best of {run.Spec.Repeats} repeats counts." : "";
}
