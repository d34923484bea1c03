using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>A sweep's trials on the axes that have more than one value.</summary>
internal sealed class Grid
{
    private readonly int _repeats;

    /// <summary>Lays out a sweep's trials.</summary>
    public Grid(SweepSpec spec, RecordedSummary summary)
    {
        (_repeats, Aim, Trials) = (spec.Repeats, spec.Metric.Aim, [.. summary.Known]);
        IsWhole = spec.Search.IsGrid;
        Axes = [.. SweptAxis.Of(spec, summary.Order).Where(axis => axis.Count > 1).Select(axis => new GridAxis(axis))];
    }

    /// <summary>Whether its trials have every combination of the values of its axes.</summary>
    public bool IsWhole { get; }

    /// <summary>What trials are ranked on.</summary>
    public Aim Aim { get; }

    /// <summary>The axes, in the order of the file.</summary>
    public ImmutableArray<GridAxis> Axes { get; }

    /// <summary>The trials, ranked.</summary>
    public ImmutableArray<RecordedTrial> Trials { get; }

    /// <summary>
    /// The mean objective of each configuration's complete repeats, by index of the grid; NaN if none is complete.
    /// </summary>
    public double[] Means()
    {
        var sums = new double[Trials.Length / _repeats];
        var counts = new int[sums.Length];
        foreach (var trial in Trials.Where(trial => trial.State == TrialState.Complete))
        {
            sums[trial.Id / _repeats] += trial.Objective;
            counts[trial.Id / _repeats]++;
        }

        for (var i = 0; i < sums.Length; i++)
            sums[i] = counts[i] == 0 ? double.NaN : sums[i] / counts[i];
        return sums;
    }

    /// <summary>Which configurations have a repeat that diverged, by index of the grid.</summary>
    public bool[] Diverged()
    {
        var diverged = new bool[Trials.Length / _repeats];
        foreach (var trial in Trials.Where(trial => trial.State == TrialState.Diverged))
            diverged[trial.Id / _repeats] = true;
        return diverged;
    }
}
