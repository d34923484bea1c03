using SweepCluster.Dashboard.Report.Grids;
using Trace = System.Collections.Generic.Dictionary<string, object?>;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Maps over two axes, once for each bin of a third: the best objective, and the commonest verdict.</summary>
internal static class MapFigures
{
    // With more columns than this, all panels together, a cell is too narrow for a number.
    private const int MostCellsWithNumbers = 18;

    /// <summary>The best objective of each cell, on a scale of colours.</summary>
    public static string Objective(CellTable cells, AxisChoice axes, string metric)
    {
        var values = Each(cells, cells.Best).ToList();
        var scale = Scale.Of(values);
        var places = values.Select(scale.At).OfType<double>().DefaultIfEmpty(0).ToList();
        var (at, words) = scale.Ticks(places.Min(), places.Max());
        (string, object?)[] bar =
        [
            ("tickvals", at),
            ("ticktext", words),
            ("thickness", 12),
            ("outlinewidth", 0),
            ("title", Plot.With(("text", metric))),
        ];
        (string, object?)[] above =
            [("orientation", "h"), ("x", 0), ("xanchor", "left"), ("y", 1), ("yanchor", "bottom"), ("len", 1)];
        var narrow = new Panels(axes, isNarrow: true);
        return FigureJson.Of(
            Traces(cells, axes, panel => ObjectiveTraces(cells, axes, panel, metric, scale)),
            new Panels(axes).Layout(("coloraxis", Colours(bar))),
            narrow.Layout(("coloraxis", Colours([.. bar, .. above])), ("margin", narrow.Margin(above: 75))));

        Trace Colours((string, object?)[] colorbar) => Plot.With(
            ("colorscale", "Viridis"), ("cmin", places.Min()), ("cmax", Math.Max(places.Max(), places.Min() + 1e-3)),
            ("showscale", values.Any(double.IsFinite)), ("colorbar", Plot.With(colorbar)));
    }

    /// <summary>The commonest verdict of each cell, by colour and letter.</summary>
    public static string Verdicts(CellTable cells, AxisChoice axes, VerdictLegend legend) =>
        FigureJson.Of(
            Traces(cells, axes, panel => [VerdictTrace(cells, axes, legend, panel)]),
            new Panels(axes).Layout(),
            new Panels(axes, isNarrow: true).Layout());

    private static IEnumerable<Trace> Traces(CellTable cells, AxisChoice axes, Func<int, IEnumerable<Trace>> ofPanel) =>
        Enumerable.Range(0, axes.Panels).SelectMany(panel => ofPanel(panel).Select(trace =>
        {
            trace["xaxis"] = $"x{Panels.Suffix(panel)}";
            trace["yaxis"] = $"y{Panels.Suffix(panel)}";
            trace["showlegend"] = false;
            return trace;
        }));

    private static IEnumerable<Trace> ObjectiveTraces(
        CellTable cells, AxisChoice axes, int panel, string metric, Scale scale)
    {
        var map = Map(cells, axes);
        map["z"] = Table(cells, (row, column) => scale.At(cells.Best(panel, row, column)));
        map["text"] = Table(cells, Text);
        map["customdata"] = Table(cells, (row, column) => cells.BestTrial(panel, row, column));
        map["coloraxis"] = "coloraxis";
        map["hoverongaps"] = false;
        map["hovertemplate"] = Where(axes) + $"best {metric} %{{text}}<br>trial %{{customdata}}<extra></extra>";
        yield return map;
        // A cell whose trials all diverged has no objective, and one without a finished trial has nothing to tell.
        if (Without(cells, axes, panel, cells.HasDiverged, "NaN", "no finite value") is { } diverged)
            yield return diverged;
        if (Without(cells, axes, panel, HasNoResultAlone, "–", "failed or cancelled") is { } none)
            yield return none;

        string Text(int row, int column) =>
            cells.BestTrial(panel, row, column) < 0 ? "" : Numbers.Tiny(cells.Best(panel, row, column));

        bool HasNoResultAlone(int p, int row, int column) =>
            !cells.HasDiverged(p, row, column) && cells.HasNoResult(p, row, column);
    }

    private static Trace? Without(
        CellTable cells,
        AxisChoice axes,
        int panel,
        Func<int, int, int, bool> isOne,
        string text,
        string meaning)
    {
        var found = (from row in Enumerable.Range(0, cells.Rows)
                     from column in Enumerable.Range(0, cells.Columns)
                     where cells.BestTrial(panel, row, column) < 0 && isOne(panel, row, column)
                     select (X: axes.X.Label(column, cells.Columns), Y: Label(axes, row, cells.Rows))).ToList();
        return found.Count == 0 ? null : Plot.Trace(
            "scatter",
            ("mode", "text"), ("x", found.Select(cell => cell.X)), ("y", found.Select(cell => cell.Y)), ("text", text),
            ("hovertemplate", $"{Where(axes)}{meaning}<extra></extra>"));
    }

    private static Trace VerdictTrace(CellTable cells, AxisChoice axes, VerdictLegend legend, int panel)
    {
        var map = Map(cells, axes);
        map["z"] = Table(
            cells,
            (row, column) => cells.Commonest(panel, row, column) is >= 0 and var verdict ? verdict : (int?)null);
        map["text"] = Table(cells, (row, column) => Letter(legend, cells.Commonest(panel, row, column)));
        map["customdata"] = Table(cells, (row, column) => Counted(legend, cells.Counts(panel, row, column)));
        map["colorscale"] = legend.Colours.SelectMany((colour, i) => new object[][]
        {
            [(double)i / legend.Count, colour], [(double)(i + 1) / legend.Count, colour],
        });
        map["zmin"] = -0.5;
        map["zmax"] = legend.Count - 0.5;
        map["showscale"] = false;
        map["hovertemplate"] = Where(axes) + "%{customdata}<extra></extra>";
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

    private static string Letter(VerdictLegend legend, int verdict) =>
        verdict < 0 ? "" : verdict == legend.NoResult ? "–" : legend.Names[verdict][..1];

    private static string Counted(VerdictLegend legend, ReadOnlySpan<int> counts)
    {
        var words = new List<string>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
                words.Add($"{counts[i]} {(i == legend.NoResult ? "failed or cancelled" : legend.Names[i])}");
        }

        return words.Count == 0 ? "not trained yet" : string.Join("<br>", words);
    }

    private static IEnumerable<T> Each<T>(CellTable cells, Func<int, int, int, T> value) =>
        from panel in Enumerable.Range(0, cells.Panels)
        from row in Enumerable.Range(0, cells.Rows)
        from column in Enumerable.Range(0, cells.Columns)
        select value(panel, row, column);

    private static IEnumerable<IEnumerable<T>> Table<T>(CellTable cells, Func<int, int, T> value) =>
        [
            .. Enumerable.Range(0, cells.Rows)
                .Select(row => Enumerable.Range(0, cells.Columns).Select(column => value(row, column)).ToArray()),
        ];
}
