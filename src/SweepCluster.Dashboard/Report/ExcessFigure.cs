using SweepCluster.Sweeps.Results;

namespace SweepCluster.Dashboard.Report;

/// <summary>How far the trials end from the least-squares optimum: a histogram, a colour a verdict.</summary>
internal static class ExcessFigure
{
    private const int Bins = 40;

    /// <summary>The figure; trials without a finite distance are left out.</summary>
    public static string Of(IReadOnlyList<RecordedTrial> trials)
    {
        var finite = trials.Where(trial => double.IsFinite(trial.ExcessRmse) && trial.Verdict is not null).ToList();
        var least = Numbers.LeastPositive(finite.Select(trial => trial.ExcessRmse));
        var logs = finite.ConvertAll(trial => Numbers.Log(trial.ExcessRmse, least)!.Value);
        var (low, high) = (logs.DefaultIfEmpty(0).Min(), logs.DefaultIfEmpty(1).Max());
        var width = Math.Max(high - low, 0.1) / Bins;
        var counts = new int[Palette.Verdicts.Length, Bins];
        for (var i = 0; i < finite.Count; i++)
            counts[(int)finite[i].Verdict!.Value, Math.Min(Bins - 1, (int)((logs[i] - low) / width))]++;
        double[] centres = [.. Enumerable.Range(0, Bins).Select(bin => Math.Round(low + (bin + 0.5) * width, 4))];
        string[] ranges = [.. Enumerable.Range(0, Bins).Select(bin =>
            $"{Numbers.Short(Math.Pow(10, low + bin * width))} to {Numbers.Short(Math.Pow(10, low + (bin + 1) * width))}")];
        return FigureJson.Of(
            Enumerable.Range(0, Palette.Verdicts.Length).Where(verdict => Row(verdict).Any(count => count > 0)).Select(verdict => Plot.Trace(
                "bar",
                ("name", Palette.VerdictNames[verdict]), ("x", centres), ("y", Row(verdict)), ("width", width), ("text", ranges), ("textposition", "none"),
                ("marker", Plot.With(("color", Palette.Verdicts[verdict]))), ("hovertemplate", "%{y} " + Palette.VerdictNames[verdict] + ", %{text}<extra></extra>"))),
            Plot.With(
                ("barmode", "stack"), ("height", 340), ("margin", Plot.With(("l", 60), ("r", 20), ("t", 10), ("b", 50))), ("showlegend", true),
                ("legend", Plot.With(("orientation", "h"), ("y", 1.02), ("yanchor", "bottom"), ("traceorder", "normal"))),
                ("xaxis", Plot.LogAxis("excess_rmse: RMSE above the least-squares optimum", low, high + width, ("showgrid", false))), ("yaxis", Plot.Axis("trials"))),
            Plot.With(("xaxis", Plot.LogAxis("excess_rmse", low, high + width, ("showgrid", false)))));

        IEnumerable<int> Row(int verdict) => Enumerable.Range(0, Bins).Select(bin => counts[verdict, bin]);
    }
}
