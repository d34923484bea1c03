using SweepCluster.Dashboard.Report.Drawing;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;

namespace SweepCluster.Dashboard.Report.Searches;

/// <summary>The objective against the trial's number, with the best so far.</summary>
internal static class HistoryFigure
{
    /// <summary>The figure; trials without a result are left out.</summary>
    public static string Of(SweepSpec spec, RecordedSummary summary)
    {
        var points = new SearchPoints(spec, summary);
        var last = summary.Ranked.Length - 1;
        var metric = spec.Metric.Column;
        var trials = Plot.Trace(
            "scatter",
            ("mode", "markers"),
            ("name", "trials"),
            ("x", points.Trials.Select(trial => trial.Id)),
            ("y", points.Places),
            ("text", points.Trials.Select(trial => Numbers.Short(trial.Objective))),
            ("marker", Plot.With(("color", Palette.Lines[0]), ("size", 6), ("opacity", 0.6))),
            ("hovertemplate", $"trial %{{x}}<br>{metric} %{{text}}<extra></extra>"));
        var best = Plot.Trace(
            "scatter",
            ("mode", "lines"),
            ("name", "best so far"),
            ("x", points.Best.Select(trial => trial.Id).Append(last)),
            ("y", points.Best.Select(points.At).Append(points.At(points.Best[^1]))),
            ("line", Plot.With(("color", Palette.Lines[1]), ("shape", "hv"), ("width", 2))),
            ("hoverinfo", "skip"));
        return FigureJson.Of(
            [trials, best],
            Plot.With(
                ("height", 360),
                ("margin", Plot.With(("l", 60), ("r", 20), ("t", 10), ("b", 50))),
                ("showlegend", true),
                ("legend", Plot.With(("orientation", "h"), ("y", 1.02), ("yanchor", "bottom"))),
                ("xaxis", Plot.Axis("trial")),
                ("yaxis", Plot.ScaledAxis(metric, points.Scale, points.Low, points.High))));
    }
}
