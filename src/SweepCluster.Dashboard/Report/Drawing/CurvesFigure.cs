using SweepCluster.Dashboard.Report.Grids;
using Trace = System.Collections.Generic.Dictionary<string, object?>;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Learning curves: the best trials by name; the others as thin lines, or as a band if many.</summary>
internal static class CurvesFigure
{
    private const int MostLines = 80;
    private const int MostPoints = 150;
    private const int ManySteps = 50;
    private static readonly double[] Quantiles = [0.1, 0.5, 0.9];

    /// <summary>The figure.</summary>
    public static string Of(LearningCurves curves)
    {
        var all = curves.Best.Select(best => best.Curve).Concat(curves.Sample).ToList();
        var longest = all.MaxBy(curve => curve.Count) ?? new Curve([]);
        var points = Points(Math.Max(longest.Count, 1));
        var values = all.SelectMany(curve => curve.Values).ToList();
        var scale = Scale.Of(values);
        var traces = curves.Sample.Count <= MostLines
            ? curves.Sample.Count == 0 ? [] : [Others(curves.Sample, points, scale)]
            : Band(curves.Sample, longest, points, scale);
        var places = values.Select(scale.At).OfType<double>().DefaultIfEmpty(0).ToList();
        var lastStep = all.Where(curve => curve.Count > 0).Select(curve => curve.StepAt(curve.Count - 1))
            .DefaultIfEmpty(1).Max();
        var best = curves.Best.Select((trial, rank) =>
            Best(trial.TrialId, trial.Curve, curves.StepWord, points, scale, rank));
        return FigureJson.Of(
            [.. traces, .. best.Reverse()],
            Plot.With(
                ("height", 420),
                ("margin", Plot.With(("l", 60), ("r", 20), ("t", 10), ("b", 50))),
                ("showlegend", true),
                ("legend", Plot.With(
                    ("orientation", "h"), ("y", 1.02), ("yanchor", "bottom"), ("traceorder", "reversed"))),
                ("xaxis", Plot.Axis(curves.StepWord, ScaleOf(lastStep))),
                ("yaxis", Plot.ScaledAxis(curves.Metric, scale, places.Min(), places.Max()))));
    }

    /// <summary>The points that are drawn: all, or about 150 of them, closest together at the beginning.</summary>
    /// <returns>Their numbers, from 1.</returns>
    public static int[] Points(int last) => last <= MostPoints
        ? [.. Enumerable.Range(1, last)]
        : [.. Enumerable.Range(0, MostPoints)
            .Select(i => (int)Math.Round(Math.Pow(last, i / (MostPoints - 1.0))))
            .Distinct()];

    private static (string, object?) ScaleOf(double last) =>
        last > ManySteps ? ("type", "log")
        : last > 12 ? ("rangemode", "tozero")
        : ("dtick", 1);

    private static Trace Best(long trialId, Curve curve, string stepWord, int[] points, Scale scale, int rank)
    {
        int[] drawn = [.. points.Where(point => point <= curve.Count)];
        return Plot.Trace(
            "scatter",
            ("name", $"trial {trialId}"),
            ("mode", "lines+markers"),
            ("x", drawn.Select(point => curve.StepAt(point - 1))),
            ("y", drawn.Select(point => scale.At(curve.Values[point - 1]))),
            ("text", drawn.Select(point => Numbers.Short(curve.Values[point - 1]))),
            ("hovertemplate", $"trial {trialId}, {stepWord} %{{x}}: %{{text}}<extra></extra>"),
            ("marker", Plot.With(("size", drawn.Length > 20 ? 1 : 7), ("symbol", rank))),
            ("line", Plot.With(("color", Palette.Lines[rank]), ("width", 2))));
    }

    // One trace for all; a point without a value ends each line.
    private static Trace Others(IReadOnlyList<Curve> curves, int[] points, Scale scale)
    {
        var drawn = curves.SelectMany(curve => points.Where(point => point <= curve.Count)
            .Select(point => ((double?)curve.StepAt(point - 1), scale.At(curve.Values[point - 1])))
            .Append((null, null))).ToList();
        return Plot.Trace(
            "scatter",
            ("name", "other trials"), ("mode", points.Length > 20 ? "lines" : "lines+markers"), ("hoverinfo", "skip"),
            ("x", drawn.Select(point => point.Item1)), ("y", drawn.Select(point => point.Item2)), ("opacity", 0.7),
            ("marker", Plot.With(("size", 5), ("color", Palette.Quiet))),
            ("line", Plot.With(("color", Palette.Quiet), ("width", 1))));
    }

    private static IEnumerable<Trace> Band(IReadOnlyList<Curve> curves, Curve longest, int[] points, Scale scale)
    {
        double?[][] bands = [.. Quantiles.Select(_ => new double?[points.Length])];
        for (var i = 0; i < points.Length; i++)
        {
            var point = points[i];
            double[] sorted =
            [
                .. curves.Where(curve => curve.Count >= point)
                    .Select(curve => curve.Values[point - 1])
                    .Where(double.IsFinite)
                    .Order(),
            ];
            for (var q = 0; q < Quantiles.Length && sorted.Length > 0; q++)
                bands[q][i] = scale.At(sorted[(int)(Quantiles[q] * (sorted.Length - 1))]);
        }

        var mode = points.Length == 1 ? "markers" : "lines";
        yield return Line("", bands[0], 0, false, null);
        yield return Line("middle 80 % of the trials", bands[2], 0, true, "tonexty");
        yield return Line("median of the trials", bands[1], 2, true, null);

        Trace Line(string name, double?[] values, int width, bool isListed, string? fill) => Plot.Trace(
            "scatter",
            ("name", name),
            ("mode", mode),
            ("x", points.Select(point => longest.StepAt(point - 1))),
            ("y", values),
            ("showlegend", isListed),
            ("hoverinfo", "skip"),
            ("fill", fill ?? "none"),
            ("fillcolor", "rgba(153,153,153,0.25)"),
            ("line", Plot.With(("color", Palette.Quiet), ("width", width))));
    }
}
