using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Each trial's duration against its objective, and the best trial for every duration.</summary>
internal static class CostFigure
{
    private const int MostTrials = 5_000;

    /// <summary>Whether there is anything to compare.</summary>
    public static bool HasAny(RecordedRun run) => Timed(run).Skip(1).Any();

    /// <summary>The figure.</summary>
    public static string Of(RecordedRun run)
    {
        var timed = Timed(run).ToList();
        var best = Best(timed, run.Spec.Metric.Aim);
        var scale = Scale.Of(timed.ConvertAll(trial => trial.Seconds));
        var drawn = timed
            .Where(trial => LearningCurves.IsDrawn(trial.Trial.Id, run.Summary.Ranked.Length, MostTrials)).ToList();
        var (low, high) = (timed.Min(At), timed.Max(At));
        return FigureJson.Of(
            [
                Trace("trials", "markers", Palette.Lines[0], drawn),
                Trace("best for its time", "lines+markers", Palette.Lines[1], best),
            ],
            Plot.With(
                ("height", 380),
                ("margin", Plot.With(("l", 60), ("r", 20), ("t", 10), ("b", 50))),
                ("showlegend", true),
                ("legend", Plot.With(("orientation", "h"), ("y", 1.02), ("yanchor", "bottom"))),
                ("xaxis", Plot.ScaledAxis("seconds", scale, low, high)),
                ("yaxis", Plot.Axis(run.Spec.Metric.Column))));

        double At((RecordedTrial Trial, double Seconds) trial) => scale.At(trial.Seconds) ?? 0;

        Dictionary<string, object?> Trace(
            string name, string mode, string colour, IReadOnlyList<(RecordedTrial Trial, double Seconds)> trials) =>
            Plot.Trace(
                "scatter",
                ("name", name),
                ("mode", mode),
                ("x", trials.Select(At)),
                ("y", trials.Select(trial => trial.Trial.Objective)),
                ("text", trials.Select(trial => $"trial {trial.Trial.Id}, {Numbers.Short(trial.Seconds)} s")),
                ("line", Plot.With(("shape", "hv"))),
                ("marker", Plot.With(("color", colour), ("size", 7))),
                ("hovertemplate", "%{text}: %{y}<extra></extra>"));
    }

    private static IEnumerable<(RecordedTrial Trial, double Seconds)> Timed(RecordedRun run) =>
        run.Summary.Ranked
            .Where(trial => trial.State == TrialState.Complete && run.Seconds.ContainsKey(trial.Id))
            .Select(trial => (trial, run.Seconds[trial.Id]));

    // Those that no quicker trial is as good as.
    private static List<(RecordedTrial Trial, double Seconds)> Best(
        IEnumerable<(RecordedTrial Trial, double Seconds)> timed, Aim aim)
    {
        var best = new List<(RecordedTrial Trial, double Seconds)>();
        foreach (var trial in timed.OrderBy(trial => trial.Seconds).ThenBy(trial => aim.Cost(trial.Trial.Objective)))
        {
            if (best.Count == 0 || aim.IsBetter(trial.Trial.Objective, best[^1].Trial.Objective))
                best.Add(trial);
        }

        return best;
    }
}
