namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Small multiples: the place of each panel of a map, and its axes.</summary>
/// <param name="axes">What the maps show.</param>
/// <param name="isNarrow">Whether the page is a phone's, with room for only one panel per row.</param>
internal sealed class Panels(AxisChoice axes, bool isNarrow = false)
{
    private const int MostAcross = 3;
    private const int MostTicksOfNarrow = 5;
    private const double GapAcross = 0.035;
    private const int MostTicksUp = 12;
    private const int HeightOfTitle = 34;
    private const int HeightOfAxis = 62;

    // Below a map that is a third of the page wide, eight short labels fit, or four that stand for ranges.
    private (string[] At, string[] Words) TicksX => axes.X.Ticks(
        axes.Columns, isNarrow ? MostTicksOfNarrow : axes.Columns <= 8 ? 8 : Across == 1 ? 10 : 4);

    private (string[] At, string[] Words)? TicksY => axes.Y?.Ticks(axes.Rows, MostTicksUp);

    private int Across => isNarrow ? 1 : Math.Min(axes.Panels, MostAcross);

    private int Down => (axes.Panels + Across - 1) / Across;

    // Pixels of the map itself, without its title and axis.
    private int HeightOfMap => axes.Y is null ? 60 : Math.Clamp(axes.Rows * 40, 140, 400);

    private int Height => Down * (HeightOfMap + HeightOfTitle + HeightOfAxis);

    /// <summary>The suffix of a panel's axes: none, then 2, 3 and so on.</summary>
    public static string Suffix(int panel) => panel == 0 ? "" : $"{panel + 1}";

    /// <summary>The layout with all axes and titles.</summary>
    public Dictionary<string, object?> Layout(params (string Name, object? Value)[] more)
    {
        var layout = Plot.With(("height", Height + 20), ("margin", Margin(above: 10)), ("annotations", Titles()));
        foreach (var (name, value) in more)
            layout[name] = value;
        for (var panel = 0; panel < axes.Panels; panel++)
        {
            layout[$"xaxis{Suffix(panel)}"] = X(panel);
            layout[$"yaxis{Suffix(panel)}"] = Y(panel);
        }

        return layout;
    }

    /// <summary>The margin around all panels, in pixels.</summary>
    public Dictionary<string, object?> Margin(int above) =>
        Plot.With(("l", isNarrow ? 40 : 60), ("r", isNarrow ? 10 : 20), ("t", above), ("b", 10));

    private Dictionary<string, object?> X(int panel) => Plot.Axis(
        axes.X.Name, ("tickvals", TicksX.At), ("ticktext", TicksX.Words),
        ("type", "category"), ("categoryarray", axes.X.Labels(axes.Columns)), ("range", Range(axes.Columns)),
        ("domain", DomainX(panel)), ("anchor", $"y{Suffix(panel)}"), ("showgrid", false), ("ticks", ""),
        ("tickangle", 0), ("fixedrange", true));

    // Explicit, because plotly.js cannot derive it for a map without a finished trial.
    private static double[] Range(int bins) => [-0.5, bins - 0.5];

    private Dictionary<string, object?> Y(int panel)
    {
        var isFirst = panel % Across == 0;
        return Plot.Axis(
            isFirst && axes.Y is not null ? axes.Y.Name : "", ("tickvals", TicksY?.At), ("ticktext", TicksY?.Words),
            ("type", "category"), ("categoryarray", axes.Y?.Labels(axes.Rows)), ("range", Range(axes.Rows)),
            ("domain", DomainY(panel)), ("anchor", $"x{Suffix(panel)}"), ("showgrid", false), ("ticks", ""),
            ("showticklabels", isFirst && axes.Y is not null), ("fixedrange", true));
    }

    private double[] DomainX(int panel)
    {
        var width = (1 - GapAcross * (Across - 1)) / Across;
        var left = panel % Across * (width + GapAcross);
        return [Math.Round(left, 5), Math.Round(left + width, 5)];
    }

    private double[] DomainY(int panel)
    {
        var below = Down - 1 - panel / Across;
        var row = HeightOfMap + HeightOfTitle + HeightOfAxis;
        var bottom = below * row + HeightOfAxis;
        return [Math.Round((double)bottom / Height, 5), Math.Round((double)(bottom + HeightOfMap) / Height, 5)];
    }

    private List<Dictionary<string, object?>> Titles() => axes.Third is null ? [] :
    [
        .. axes.Third.Labels(axes.Panels).Select((label, panel) => Plot.With(
            ("text", $"{axes.Third.Name} = {label}"), ("showarrow", false), ("xref", "paper"), ("yref", "paper"),
            ("x", DomainX(panel)[0]), ("xanchor", "left"),
            ("y", DomainY(panel)[1]), ("yanchor", "bottom"), ("yshift", 4))),
    ];
}
