using SweepCluster.Dashboard.Report.Drawing;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;

namespace SweepCluster.Dashboard.Report.Searches;

/// <summary>The objective against each parameter, a panel for each.</summary>
internal static class SlicesFigure
{
    private const int Most = 12;
    private const int MostAcross = 3;
    private const int HeightOfPanel = 230;
    private const double GapAcross = 0.06;
    private const double ShareOfAxis = 0.3;

    /// <summary>The figure; trials without a result, or to which a parameter does not apply, are left out.</summary>
    public static string Of(SweepSpec spec, RecordedSummary summary)
    {
        var points = new SearchPoints(spec, summary);
        var swept = spec.SearchSpace.Parameters.Select((parameter, i) => (parameter, i))
            .Where(axis => axis.parameter.IsSwept).Take(Most).ToList();
        var traces = swept.Select((axis, panel) => Trace(
            axis.parameter, panel, spec.Metric.Column, points,
            trial => summary.Order.OfId(trial.Id).Configuration.Values[axis.i]));
        return FigureJson.Of(traces, Layout(swept, points, spec, MostAcross), Layout(swept, points, spec, 1));
    }

    private static Dictionary<string, object?> Trace(
        Parameter parameter, int panel, string metric, SearchPoints points, Func<RecordedTrial, SettingValue> valueOf)
    {
        var shown = points.Trials.Select((trial, i) => (Trial: trial, Value: valueOf(trial), Y: points.Places[i]))
            .Where(point => !point.Value.IsNone).ToList();
        return Plot.Trace(
            "scatter",
            ("mode", "markers"),
            ("x", shown.Select(point => parameter.IsWord ? point.Value.ToString() : (object)point.Value.Number)),
            ("y", shown.Select(point => point.Y)),
            ("text", shown.Select(point =>
                $"trial {point.Trial.Id}<br>{metric} {Numbers.Short(point.Trial.Objective)}")),
            ("xaxis", $"x{Panels.Suffix(panel)}"),
            ("yaxis", $"y{Panels.Suffix(panel)}"),
            ("showlegend", false),
            ("marker", Plot.With(
                ("color", shown.Select(point => point.Trial.Id)), ("colorscale", "Viridis"), ("size", 6))),
            ("hovertemplate", $"{parameter.Name} %{{x}}<br>%{{text}}<extra></extra>"));
    }

    private static Dictionary<string, object?> Layout(
        List<(Parameter Parameter, int Index)> swept, SearchPoints points, SweepSpec spec, int across)
    {
        across = Math.Min(across, swept.Count);
        var down = (swept.Count + across - 1) / across;
        var layout = Plot.With(
            ("height", down * HeightOfPanel + 20),
            ("margin", Plot.With(("l", 60), ("r", 20), ("t", 10), ("b", 10))));
        for (var panel = 0; panel < swept.Count; panel++)
        {
            var (column, row) = (panel % across, panel / across);
            var parameter = swept[panel].Parameter;
            var isLog = parameter.Domain is Domain.LogUniform or Domain.IntegerLogUniform;
            layout[$"xaxis{Panels.Suffix(panel)}"] = Plot.Axis(
                parameter.Name, ("type", parameter.IsWord ? "category" : isLog ? "log" : "linear"),
                ("nticks", isLog ? 4 : 5), ("exponentformat", "e"),
                ("domain", Part(column, across, GapAcross, 0)), ("anchor", $"y{Panels.Suffix(panel)}"));
            layout[$"yaxis{Panels.Suffix(panel)}"] = Plot.ScaledAxis(
                column == 0 ? spec.Metric.Column : "", points.Scale, points.Low, points.High,
                ("domain", Part(down - 1 - row, down, 0, ShareOfAxis)), ("anchor", $"x{Panels.Suffix(panel)}"),
                ("showticklabels", column == 0));
        }

        return layout;
    }

    // A part of [0, 1] of several, with a gap between them, or with room below each.
    private static double[] Part(int index, int count, double gap, double below)
    {
        var size = (1 - gap * (count - 1)) / count;
        var start = index * (size + gap);
        return [Math.Round(start + size * below, 5), Math.Round(start + size, 5)];
    }
}
