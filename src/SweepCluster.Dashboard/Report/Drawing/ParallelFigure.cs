using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Parallel coordinates: one line per trial across all axes to its objective.</summary>
internal static class ParallelFigure
{
    /// <summary>At most about so many lines are drawn.</summary>
    public const int MostLines = 1000;

    private const int MostTicks = 12;

    /// <summary>The figure; trials without a finite objective are left out.</summary>
    public static string Of(Grid grid, string metric)
    {
        var trials = Shown(grid.Trials);
        var scale = Scale.Of([.. trials.Select(trial => trial.Objective)]);
        double[] places = [.. trials.Select(trial => scale.At(trial.Objective)!.Value)];
        var (low, high) = (places.DefaultIfEmpty(0).Min(), places.DefaultIfEmpty(1).Max());
        var (at, words) = scale.Ticks(low, high);
        var highest = Math.Max(high, low + 1e-3);
        var ticks = at.Zip(words, (tick, word) => (At: tick, Word: word))
            .Where(tick => tick.At >= low && tick.At <= high)
            .ToList();
        var objective = Plot.With(
            ("label", metric),
            ("values", places),
            ("tickvals", ticks.Select(tick => tick.At)),
            ("ticktext", ticks.Select(tick => tick.Word)),
            ("range", new[] { low, highest }));
        var line = Plot.With(("color", places), ("colorscale", "Viridis"), ("cmin", low), ("cmax", highest));
        var trace = Plot.Trace(
            "parcoords",
            ("line", line),
            ("labelside", "top"),
            ("dimensions", grid.Axes.Select(axis => Dimension(axis, trials)).Append(objective)));
        var margin = Plot.With(("l", 70), ("r", 70), ("t", 60), ("b", 30));
        return FigureJson.Of([trace], Plot.With(("height", 440), ("margin", margin)));
    }

    // The worst first, so that the best lines are drawn on top.
    private static List<RecordedTrial> Shown(IReadOnlyList<RecordedTrial> ranked)
    {
        var finite = ranked
            .Where(trial => trial.State == TrialState.Complete && double.IsFinite(trial.Objective))
            .ToList();
        return [.. finite.Where((trial, rank) => IsShown(trial.Id, rank)).Reverse()];

        bool IsShown(long trialId, int rank) =>
            rank < MostLines / 5 || LearningCurves.IsDrawn(trialId, finite.Count, MostLines * 4 / 5);
    }

    private static Dictionary<string, object?> Dimension(GridAxis axis, List<RecordedTrial> trials)
    {
        var stride = (axis.Count + MostTicks - 1) / MostTicks;
        int[] ticks = [.. Enumerable.Range(0, axis.Count).Where(position => position % stride == 0)];
        return Plot.With(
            ("label", axis.Name),
            ("values", trials.Select(trial => axis.PositionOf(trial.Id))),
            ("range", new[] { 0, axis.Count - 1 }),
            ("tickvals", ticks),
            ("ticktext", ticks.Select(position => axis.Label(position, axis.Count))));
    }
}
