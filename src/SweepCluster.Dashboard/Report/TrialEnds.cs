using System.Collections.Immutable;
using SweepCluster.Sweeps.Objectives;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report;

/// <summary>What can become of a trial, as pages count it: its verdict, or the state that it is in where it has none.</summary>
internal sealed class TrialEnds
{
    private static readonly ImmutableArray<TrialState> States =
        [TrialState.Complete, TrialState.Pruned, TrialState.Diverged, TrialState.Failed, TrialState.Cancelled, TrialState.Waiting];

    private readonly int _verdicts;

    /// <summary>The ends of trials of a kind.</summary>
    public TrialEnds(ObjectiveSchema schema)
    {
        _verdicts = schema.Verdicts.Length;
        Names = [.. schema.Verdicts.Select(verdict => verdict.Name), .. States.Select(state => state.ToString().ToUpperInvariant())];
    }

    /// <summary>The verdicts, then what trials without one are.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Which of them a trial is.</summary>
    public int Of(TrialState state, int? verdict) =>
        verdict ?? _verdicts + States.IndexOf(state == TrialState.Running ? TrialState.Waiting : state);

    /// <summary>How many trials are which.</summary>
    public long[] Counts(IEnumerable<RecordedTrial> trials)
    {
        var counts = new long[Names.Length];
        foreach (var trial in trials)
            counts[Of(trial.State, trial.Verdict)]++;
        return counts;
    }

    /// <summary>The style of one of them.</summary>
    public string Style(int end) => Names[end].ToLowerInvariant();
}
