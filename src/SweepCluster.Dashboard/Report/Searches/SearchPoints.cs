using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report.Searches;

/// <summary>The complete trials of a search, as they were proposed, on the scale of their objective.</summary>
internal sealed class SearchPoints
{
    private const int Most = 5000;

    /// <summary>Those of a sweep; of many, an even sample.</summary>
    public SearchPoints(SweepSpec spec, RecordedSummary summary)
    {
        var complete = summary.Ranked.Where(trial => trial.State == TrialState.Complete).OrderBy(trial => trial.Id)
            .ToList();
        Scale = Scale.Of(complete.ConvertAll(trial => trial.Objective));
        Best = [.. Improvements(spec, complete)];
        Trials = [.. complete.Where((_, i) => LearningCurves.IsDrawn(i, complete.Count, Most))];
        Places = [.. Trials.Select(At)];
        Low = complete.Select(At).DefaultIfEmpty(0).Min();
        High = complete.Select(At).DefaultIfEmpty(1).Max();
    }

    /// <summary>Where objectives lie.</summary>
    public Scale Scale { get; }

    /// <summary>The trials.</summary>
    public IReadOnlyList<RecordedTrial> Trials { get; }

    /// <summary>Where their objectives lie.</summary>
    public IReadOnlyList<double> Places { get; }

    /// <summary>Those that were better than all before them.</summary>
    public IReadOnlyList<RecordedTrial> Best { get; }

    /// <summary>Where the least objective lies.</summary>
    public double Low { get; }

    /// <summary>Where the greatest objective lies.</summary>
    public double High { get; }

    /// <summary>Where a trial's objective lies.</summary>
    public double At(RecordedTrial trial) => Scale.At(trial.Objective)!.Value;

    private static IEnumerable<RecordedTrial> Improvements(SweepSpec spec, IEnumerable<RecordedTrial> trials)
    {
        RecordedTrial? best = null;
        foreach (var trial in trials)
        {
            if (best is not { } before || spec.Metric.Aim.IsBetter(trial.Objective, before.Objective))
                yield return (best = trial).Value;
        }
    }
}
