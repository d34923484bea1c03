using System.Collections.Immutable;
using SweepCluster.Dashboard.Report.Drawing;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Dashboard.Report.Searches;

namespace SweepCluster.Dashboard.Report;

/// <summary>All figures of a report, by name, as JSON; figures that would be empty are left out.</summary>
/// <param name="Named">The figures; maps are called <c>objective-0</c>, <c>verdict-0</c> and so on.</param>
/// <param name="Maps">What the maps show, in their order.</param>
/// <param name="Importance">How much each axis matters.</param>
internal sealed record Figures(
    ImmutableArray<(string Name, string Json)> Named, ImmutableArray<AxisChoice> Maps, Importance Importance)
{
    /// <summary>Draws them.</summary>
    public static Figures Of(RecordedRun run)
    {
        var grid = new Grid(run.Spec, run.Summary);
        var importance = Importance.Of(grid);
        var (metric, schema) = (run.Spec.Metric.Column, run.Spec.Schema);
        var named = ImmutableArray.CreateBuilder<(string, string)>();
        ImmutableArray<AxisChoice> maps = grid.Axes.IsEmpty
            ? []
            : grid.IsWhole
                ? AxisChoice.All([.. importance.Order().Select(axis => grid.Axes[axis])])
                : AxisChoice.Pairs(grid.Axes, grid.Trials.Length);
        for (var i = 0; i < maps.Length; i++)
        {
            var cells = CellTable.Of(run.Spec, grid.Trials, maps[i]);
            named.Add(($"objective-{i}", MapFigures.Objective(cells, maps[i], metric)));
            if (!schema.Verdicts.IsEmpty)
                named.Add(($"verdict-{i}", MapFigures.Verdicts(cells, maps[i], new VerdictLegend(schema))));
        }

        if (grid.Axes.Length > 1 && importance.Alone.Sum() + importance.Pairs.Sum(pair => pair.Share) > 0)
            named.Add(("importance", ImportanceFigure.Of(importance, grid)));
        if (run.Curves.HasFinite)
            named.Add(("curves", CurvesFigure.Of(run.Curves)));
        if (schema.Distance is { } distance && run.Summary.Ranked.Any(trial => double.IsFinite(trial.Distance)))
            named.Add(("excess", ExcessFigure.Of(run.Spec, distance, run.Summary.Ranked)));
        if (!grid.IsWhole && run.Summary.Best is not null)
        {
            named.Add(("history", HistoryFigure.Of(run.Spec, run.Summary)));
            if (grid.Axes.Length > 0)
                named.Add(("slices", SlicesFigure.Of(run.Spec, run.Summary)));
        }

        if (CostFigure.HasAny(run))
            named.Add(("cost", CostFigure.Of(run)));
        if (grid.Axes.Length > 0 && run.Summary.Best is not null)
            named.Add(("parallel", ParallelFigure.Of(grid, metric)));
        if (RepeatsFigure.HasAny(run.Spec, run.Summary))
            named.Add(("repeats", RepeatsFigure.Of(run.Spec, run.Summary)));
        return new Figures(named.ToImmutable(), maps, importance);
    }
}
