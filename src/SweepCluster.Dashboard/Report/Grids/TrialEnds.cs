using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>The ends of trials that pages count: the verdict, or the state of a trial without one.</summary>
internal sealed class TrialEnds
{
    private static readonly ImmutableArray<TrialState> States =
    [
        TrialState.Complete, TrialState.Pruned, TrialState.Diverged,
        TrialState.Failed, TrialState.Cancelled, TrialState.Waiting,
    ];

    private readonly int _verdicts;

    /// <summary>The ends of trials of a kind.</summary>
    public TrialEnds(ObjectiveSchema schema)
    {
        _verdicts = schema.Verdicts.Length;
        Names =
        [
            .. schema.Verdicts.Select(verdict => verdict.Name),
            .. States.Select(state => state.ToString().ToUpperInvariant()),
        ];
    }

    /// <summary>The verdicts, then the states of trials without one.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The index of a trial's end.</summary>
    public int Of(TrialState state, int? verdict) =>
        verdict ?? _verdicts + States.IndexOf(state == TrialState.Running ? TrialState.Waiting : state);

    /// <summary>Trials per end.</summary>
    public long[] Counts(IEnumerable<RecordedTrial> trials)
    {
        var counts = new long[Names.Length];
        foreach (var trial in trials)
            counts[Of(trial.State, trial.Verdict)]++;
        return counts;
    }

    /// <summary>The CSS class of an end.</summary>
    public string Style(int end) => Names[end].ToLowerInvariant();
}
