using SweepCluster.Dashboard.Report.Grids;
namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Bars: the share of the variance that each axis, and each pair of axes, accounts for.</summary>
internal static class ImportanceFigure
{
    private const int MostBars = 15;

    /// <summary>The largest shares.</summary>
    public static string Of(Importance importance, Grid grid)
    {
        IEnumerable<(string Name, double Share, string Colour)> bars =
        [
            .. importance.Alone.Select((share, axis) => (grid.Axes[axis].Name, share, Palette.Lines[0])),
            .. importance.Pairs.Select(pair =>
                ($"{grid.Axes[pair.First].Name} × {grid.Axes[pair.Second].Name}", pair.Share, Palette.Lines[4])),
        ];
        if (importance.Rest > 0.0005)
            bars = bars.Append(("three or more together", importance.Rest, Palette.Quiet));
        var shown = bars.OrderByDescending(bar => bar.Share).Take(MostBars).Reverse().ToList();
        var trace = Plot.Trace(
            "bar",
            ("orientation", "h"),
            ("y", shown.Select(bar => bar.Name)),
            ("x", shown.Select(bar => Math.Round(bar.Share, 4))),
            ("text", shown.Select(bar => Numbers.Percent(bar.Share))),
            ("textposition", "outside"),
            ("cliponaxis", false),
            ("marker", Plot.With(("color", shown.Select(bar => bar.Colour)))),
            ("hovertemplate", "%{y}: %{text}<extra></extra>"));
        (string, object?)[] scale = [("tickformat", ".0%"), ("rangemode", "tozero")];
        return FigureJson.Of(
            [trace],
            Plot.With(
                ("height", 70 + 34 * shown.Count),
                ("bargap", 0.35),
                ("margin", Plot.With(("l", 10), ("r", 60), ("t", 10), ("b", 40))),
                ("xaxis", Plot.Axis("share of the variance", scale)),
                ("yaxis", Plot.Axis("", ("ticks", ""), ("showgrid", false)))),
            Plot.With(("xaxis", Plot.Axis("share", [.. scale, ("nticks", 4), ("tickangle", 0)]))));
    }
}
