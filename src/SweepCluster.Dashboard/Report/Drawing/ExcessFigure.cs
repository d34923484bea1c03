using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>A histogram of the trials' distances to the optimum, with a colour per verdict.</summary>
internal static class ExcessFigure
{
    private const int Bins = 40;

    /// <summary>The figure; trials without a finite distance, or not trained to their ends, are left out.</summary>
    public static string Of(SweepSpec spec, Distance distance, IReadOnlyList<RecordedTrial> trials)
    {
        var legend = new VerdictLegend(spec.Schema);
        var finite = trials
            .Where(trial => double.IsFinite(trial.Distance) && trial.State != TrialState.Pruned).ToList();
        var scale = Scale.Of(finite.ConvertAll(trial => Math.Max(trial.Distance, 0)));
        var logs = finite.ConvertAll(trial => scale.At(Math.Max(trial.Distance, 0))!.Value);
        var (low, high) = (logs.DefaultIfEmpty(0).Min(), logs.DefaultIfEmpty(1).Max());
        var width = Math.Max(high - low, 0.1) / Bins;
        var counts = new int[legend.Count, Bins];
        for (var i = 0; i < finite.Count; i++)
            counts[finite[i].Verdict ?? legend.NoResult, Math.Min(Bins - 1, (int)((logs[i] - low) / width))]++;
        double[] centres = [.. Enumerable.Range(0, Bins).Select(bin => Math.Round(low + (bin + 0.5) * width, 4))];
        string[] ranges = [.. Enumerable.Range(0, Bins).Select(bin => $"{Edge(bin)} to {Edge(bin + 1)}")];
        var present = Enumerable.Range(0, legend.Count).Where(verdict => Row(verdict).Any(count => count > 0));
        return FigureJson.Of(
            present.Select(verdict => Plot.Trace(
                "bar",
                ("name", legend.Names[verdict]),
                ("x", centres),
                ("y", Row(verdict)),
                ("width", width),
                ("text", ranges),
                ("textposition", "none"),
                ("marker", Plot.With(("color", legend.Colours[verdict]))),
                ("hovertemplate", "%{y} " + legend.Names[verdict] + ", %{text}<extra></extra>"))),
            Plot.With(
                ("barmode", "stack"),
                ("height", 340),
                ("margin", Plot.With(("l", 60), ("r", 20), ("t", 10), ("b", 50))),
                ("showlegend", true),
                ("legend", Plot.With(
                    ("orientation", "h"), ("y", 1.02), ("yanchor", "bottom"), ("traceorder", "normal"))),
                ("xaxis", AxisOf($"{distance.Column}: {distance.Title}")),
                ("yaxis", Plot.Axis("trials"))),
            Plot.With(("xaxis", AxisOf(distance.Column))));

        string Edge(int bin) => Numbers.Short(Math.Pow(10, low + bin * width));

        Dictionary<string, object?> AxisOf(string title) =>
            Plot.ScaledAxis(title, scale, low, high + width, ("showgrid", false));

        IEnumerable<int> Row(int verdict) => Enumerable.Range(0, Bins).Select(bin => counts[verdict, bin]);
    }
}
