using SweepCluster.Dashboard.Report.Grids;
using Trace = System.Collections.Generic.Dictionary<string, object?>;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Learning curves: the best trials by name; the others as thin lines, or as a band if many.</summary>
internal static class CurvesFigure
{
    private const int MostLines = 80;
    private const int MostPoints = 150;
    private const int ManyEpochs = 50;
    private static readonly double[] Quantiles = [0.1, 0.5, 0.9];

    /// <summary>The figure.</summary>
    public static string Of(LearningCurves curves)
    {
        var all = curves.Best.Select(curve => curve.Values).Concat(curves.Sample).ToList();
        var epochs = Epochs(all.Select(curve => curve.Count).DefaultIfEmpty(1).Max());
        var values = all.SelectMany(curve => curve).ToList();
        var least = Numbers.LeastPositive(values);
        var traces = curves.Sample.Count <= MostLines
            ? curves.Sample.Count == 0 ? [] : [Others(curves.Sample, epochs, least)]
            : Band(curves.Sample, epochs, least);
        var logs = values.Select(value => Numbers.Log(value, least)).OfType<double>().DefaultIfEmpty(0).ToList();
        var best = curves.Best.Select((curve, rank) => Best(curve.TrialId, curve.Values, epochs, least, rank));
        return FigureJson.Of(
            [.. traces, .. best.Reverse()],
            Plot.With(
                ("height", 420),
                ("margin", Plot.With(("l", 60), ("r", 20), ("t", 10), ("b", 50))),
                ("showlegend", true),
                ("legend", Plot.With(
                    ("orientation", "h"), ("y", 1.02), ("yanchor", "bottom"), ("traceorder", "reversed"))),
                ("xaxis", Plot.Axis("epoch", ScaleOf(epochs[^1]))),
                ("yaxis", Plot.LogAxis(curves.Metric, logs.Min(), logs.Max()))));
    }

    /// <summary>The epochs that are drawn: all, or about 150 of them, closest together at the beginning.</summary>
    public static int[] Epochs(int last) => last <= MostPoints
        ? [.. Enumerable.Range(1, last)]
        : [.. Enumerable.Range(0, MostPoints)
            .Select(i => (int)Math.Round(Math.Pow(last, i / (MostPoints - 1.0))))
            .Distinct()];

    private static (string, object?) ScaleOf(int last) =>
        last > ManyEpochs ? ("type", "log")
        : last > 12 ? ("rangemode", "tozero")
        : ("dtick", 1);

    private static Trace Best(long trialId, IReadOnlyList<double> curve, int[] epochs, double least, int rank)
    {
        int[] drawn = [.. epochs.Where(epoch => epoch <= curve.Count)];
        return Plot.Trace(
            "scatter",
            ("name", $"trial {trialId}"),
            ("mode", "lines+markers"),
            ("x", drawn),
            ("y", drawn.Select(epoch => Numbers.Log(curve[epoch - 1], least))),
            ("text", drawn.Select(epoch => Numbers.Short(curve[epoch - 1]))),
            ("hovertemplate", $"trial {trialId}, epoch %{{x}}: %{{text}}<extra></extra>"),
            ("marker", Plot.With(("size", drawn.Length > 20 ? 1 : 7), ("symbol", rank))),
            ("line", Plot.With(("color", Palette.Lines[rank]), ("width", 2))));
    }

    // One trace for all; a point without a value ends each line.
    private static Trace Others(IReadOnlyList<IReadOnlyList<double>> curves, int[] epochs, double least)
    {
        var points = curves.SelectMany(curve => epochs.Where(epoch => epoch <= curve.Count)
            .Select(epoch => ((int?)epoch, Numbers.Log(curve[epoch - 1], least))).Append((null, null))).ToList();
        return Plot.Trace(
            "scatter",
            ("name", "other trials"), ("mode", epochs.Length > 20 ? "lines" : "lines+markers"), ("hoverinfo", "skip"),
            ("x", points.Select(point => point.Item1)), ("y", points.Select(point => point.Item2)), ("opacity", 0.7),
            ("marker", Plot.With(("size", 5), ("color", Palette.Quiet))),
            ("line", Plot.With(("color", Palette.Quiet), ("width", 1))));
    }

    private static IEnumerable<Trace> Band(IReadOnlyList<IReadOnlyList<double>> curves, int[] epochs, double least)
    {
        double?[][] bands = [.. Quantiles.Select(_ => new double?[epochs.Length])];
        for (var i = 0; i < epochs.Length; i++)
        {
            var epoch = epochs[i];
            double[] sorted =
            [
                .. curves.Where(curve => curve.Count >= epoch)
                    .Select(curve => curve[epoch - 1])
                    .Where(double.IsFinite)
                    .Order(),
            ];
            for (var q = 0; q < Quantiles.Length && sorted.Length > 0; q++)
                bands[q][i] = Numbers.Log(sorted[(int)(Quantiles[q] * (sorted.Length - 1))], least);
        }

        var mode = epochs.Length == 1 ? "markers" : "lines";
        yield return Line("", bands[0], 0, false, null);
        yield return Line("middle 80 % of the trials", bands[2], 0, true, "tonexty");
        yield return Line("median of the trials", bands[1], 2, true, null);

        Trace Line(string name, double?[] values, int width, bool isListed, string? fill) => Plot.Trace(
            "scatter",
            ("name", name),
            ("mode", mode),
            ("x", epochs),
            ("y", values),
            ("showlegend", isListed),
            ("hoverinfo", "skip"),
            ("fill", fill ?? "none"),
            ("fillcolor", "rgba(153,153,153,0.25)"),
            ("line", Plot.With(("color", Palette.Quiet), ("width", width))));
    }
}
