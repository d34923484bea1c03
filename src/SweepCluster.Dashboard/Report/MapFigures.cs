using Plotly.NET;

namespace SweepCluster.Dashboard.Report;

/// <summary>Maps over two axes, once for each value of a third: the best objective, and the commonest verdict.</summary>
internal static class MapFigures
{
    // With more columns than this, all panels together, a cell has no room for a number.
    private const int MostCellsWithNumbers = 18;

    /// <summary>The least objective of each cell, on a logarithmic scale of colours.</summary>
    public static string Objective(CellTable cells, AxisChoice axes, string metric)
    {
        var values = Each(cells, cells.Best).ToList();
        var least = Numbers.LeastPositive(values);
        var logs = values.Select(value => Numbers.Log(value, least)).OfType<double>().DefaultIfEmpty(0).ToList();
        var (at, words) = Numbers.LogTicks(logs.Min(), logs.Max());
        var bar = Plot.With(("tickvals", at), ("ticktext", words), ("thickness", 12), ("outlinewidth", 0),
            ("title", Plot.With(("text", metric))));
        var scale = Plot.With(("colorscale", "Viridis"), ("cmin", logs.Min()), ("cmax", Math.Max(logs.Max(), logs.Min() + 1e-3)), ("colorbar", bar));
        return FigureJson.Of(
            Traces(cells, axes, panel => ObjectiveTraces(cells, axes, panel, metric, least)), new Panels(axes).Layout(("coloraxis", scale)));
    }

    /// <summary>The commonest verdict of each cell, by colour and letter.</summary>
    public static string Verdicts(CellTable cells, AxisChoice axes) =>
        FigureJson.Of(Traces(cells, axes, panel => [VerdictTrace(cells, axes, panel)]), new Panels(axes).Layout());

    private static IEnumerable<Trace> Traces(CellTable cells, AxisChoice axes, Func<int, IEnumerable<Trace>> ofPanel) =>
        Enumerable.Range(0, axes.Panels).SelectMany(panel => ofPanel(panel).Select(trace =>
        {
            trace.SetProperty("xaxis", $"x{Panels.Suffix(panel)}");
            trace.SetProperty("yaxis", $"y{Panels.Suffix(panel)}");
            trace.SetProperty("showlegend", false);
            return trace;
        }));

    private static IEnumerable<Trace> ObjectiveTraces(CellTable cells, AxisChoice axes, int panel, string metric, double least)
    {
        var map = Map(cells, axes);
        map.SetProperty("z", Table(cells, (row, column) => Numbers.Log(cells.Best(panel, row, column), least)));
        map.SetProperty("text", Table(cells, (row, column) => Numbers.Tiny(cells.Best(panel, row, column))));
        map.SetProperty("customdata", Table(cells, (row, column) => cells.BestTrial(panel, row, column)));
        map.SetProperty("coloraxis", "coloraxis");
        map.SetProperty("hovertemplate", Where(axes) + $"best {metric} %{{text}}<br>trial %{{customdata}}<extra></extra>");
        yield return map;
        var empty = (from row in Enumerable.Range(0, cells.Rows)
                     from column in Enumerable.Range(0, cells.Columns)
                     where cells.BestTrial(panel, row, column) < 0
                     select (X: axes.X.Label(column, cells.Columns), Y: Label(axes, row, cells.Rows))).ToList();
        if (empty.Count > 0)
            yield return Plot.Trace("scatter", ("mode", "text"), ("x", empty.Select(cell => cell.X)), ("y", empty.Select(cell => cell.Y)),
                ("text", "NaN"), ("hovertemplate", Where(axes) + "no finite value<extra></extra>"));
    }

    private static Trace VerdictTrace(CellTable cells, AxisChoice axes, int panel)
    {
        var map = Map(cells, axes);
        map.SetProperty("z", Table(cells, (row, column) => cells.Commonest(panel, row, column) is >= 0 and var verdict ? verdict : (int?)null));
        map.SetProperty("text", Table(cells, (row, column) => Letter(cells.Commonest(panel, row, column))));
        map.SetProperty("customdata", Table(cells, (row, column) => Counted(cells.Counts(panel, row, column))));
        map.SetProperty("colorscale", Palette.Verdicts.SelectMany((colour, i) => new object[][]
        {
            [(double)i / Palette.Verdicts.Length, colour], [(double)(i + 1) / Palette.Verdicts.Length, colour],
        }));
        map.SetProperty("zmin", -0.5);
        map.SetProperty("zmax", Palette.Verdicts.Length - 0.5);
        map.SetProperty("showscale", false);
        map.SetProperty("hovertemplate", Where(axes) + "%{customdata}<extra></extra>");
        return map;
    }

    private static Trace Map(CellTable cells, AxisChoice axes) => Plot.Trace(
        "heatmap",
        ("x", axes.X.Labels(cells.Columns)), ("y", axes.Y?.Labels(cells.Rows) ?? [""]),
        ("xgap", cells.Columns > 20 ? 0 : 2), ("ygap", cells.Rows > 20 ? 0 : 2),
        ("texttemplate", cells.Columns * Math.Min(3, cells.Panels) <= MostCellsWithNumbers ? "%{text}" : ""));

    private static string Where(AxisChoice axes) =>
        $"{axes.X.Name} %{{x}}<br>" + (axes.Y is null ? "" : $"{axes.Y.Name} %{{y}}<br>");

    private static string Label(AxisChoice axes, int row, int rows) => axes.Y?.Label(row, rows) ?? "";

    private static string Letter(int verdict) => verdict < 0 ? "" : verdict == CellTable.NoResult ? "–" : Palette.VerdictNames[verdict][..1];

    private static string Counted(ReadOnlySpan<int> counts)
    {
        var words = new List<string>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
                words.Add($"{counts[i]} {Palette.VerdictNames[i]}");
        }

        return string.Join("<br>", words);
    }

    private static IEnumerable<T> Each<T>(CellTable cells, Func<int, int, int, T> value) =>
        from panel in Enumerable.Range(0, cells.Panels)
        from row in Enumerable.Range(0, cells.Rows)
        from column in Enumerable.Range(0, cells.Columns)
        select value(panel, row, column);

    private static IEnumerable<IEnumerable<T>> Table<T>(CellTable cells, Func<int, int, T> value) =>
        [.. Enumerable.Range(0, cells.Rows).Select(row => Enumerable.Range(0, cells.Columns).Select(column => value(row, column)).ToArray())];
}
