using MathNet.Numerics.Statistics;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>The best configurations over their repeats: mean and standard deviation of the objective.</summary>
internal static class RepeatsFigure
{
    private const int MostConfigurations = 20;

    /// <summary>Whether a configuration has repeats to compare.</summary>
    public static bool HasAny(SweepSpec spec, RecordedSummary summary) =>
        spec.Repeats > 1 && Best(spec, summary).Count > 0;

    /// <summary>The figure.</summary>
    public static string Of(SweepSpec spec, RecordedSummary summary)
    {
        var configurations = Best(spec, summary);
        string[] names = [.. configurations.Select(configuration => Name(spec, summary, configuration.Index))];
        var trace = Plot.Trace(
            "scatter",
            ("mode", "markers"), ("x", configurations.Select(configuration => configuration.Mean)), ("y", names),
            ("error_x", Plot.With(
                ("type", "data"),
                ("array", configurations.Select(configuration => configuration.Deviation)),
                ("color", Palette.Lines[0]))),
            ("text", configurations.Select(Words)),
            ("hovertemplate", "%{y}<br>%{text}<extra></extra>"),
            ("marker", Plot.With(("color", Palette.Lines[0]), ("size", 9))));
        var means = configurations.ConvertAll(configuration => configuration.Mean);
        var isLog = means.Count > 0
            && configurations.TrueForAll(configuration => configuration.Mean > configuration.Deviation)
            && means.Max() > 20 * means.Min();
        (string, object?)[] scale = [("type", isLog ? "log" : "linear"), ("exponentformat", "e")];
        return FigureJson.Of(
            [trace],
            Plot.With(
                ("height", 80 + 26 * names.Length),
                ("margin", Plot.With(("l", 10), ("r", 30), ("t", 10), ("b", 50))),
                ("showlegend", false),
                ("xaxis", Plot.Axis($"{spec.Metric.Column}, mean ± standard deviation", scale)),
                ("yaxis", Plot.Axis("", ("autorange", "reversed"), ("type", "category"), ("ticks", "")))),
            Plot.With(("xaxis", Plot.Axis(spec.Metric.Column, [.. scale, ("nticks", 4)]))));
    }

    private static string Words((long Index, double Mean, double Deviation, int Count) repeats) =>
        $"{Numbers.Short(repeats.Mean)} ± {Numbers.Short(repeats.Deviation)} ({repeats.Count} repeats)";

    private static List<(long Index, double Mean, double Deviation, int Count)> Best(
        SweepSpec spec, RecordedSummary summary) =>
    [
        .. summary.Ranked.Where(trial => trial.State == TrialState.Complete)
            .GroupBy(trial => trial.Id / spec.Repeats, trial => trial.Objective)
            .Where(repeats => repeats.Count() > 1)
            .Select(repeats => (repeats.Key, repeats.Mean(), repeats.StandardDeviation(), repeats.Count()))
            .OrderByDescending(configuration => configuration.Item4)
            .ThenBy(configuration => spec.Metric.Aim.Cost(configuration.Item2))
            .ThenBy(configuration => configuration.Key)
            .Take(MostConfigurations),
    ];

    private static string Name(SweepSpec spec, RecordedSummary summary, long index)
    {
        var values = summary.Order.OfId(index * spec.Repeats).Configuration.Values
            .Where((value, axis) => spec.SearchSpace.Parameters[axis].IsSwept && !value.IsNone);
        return $"{index}: {string.Join(", ", values.Select(value => value.ToShortString()))}";
    }
}
