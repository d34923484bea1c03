using System.Collections.Immutable;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Verifying;

/// <summary>Trains trials of a finished sweep again and compares its summary with the results.</summary>
/// <remarks>Compares cells as text: numbers are in shortest round-trip form, so equal text is equal bits.</remarks>
/// <param name="sweep">The sweep.</param>
internal sealed class Verification(RecordedSweep sweep)
{
    private const int LargestPack = 256;

    private readonly TrialOrder _order = sweep.Order;

    // The same for all packs.
    private ImmutableArray<double> _references = [];

    /// <summary>Trials of the sweep.</summary>
    public long Planned => _order.Planned;

    /// <summary>Trials that have a result, and so can be verified.</summary>
    public IEnumerable<long> WithResult => sweep.Rows.Ids.Where(id => sweep.Rows.WithoutResult(id) is null);

    /// <summary>Trains and compares; ranks and row order only if all trials with a result are asked for.</summary>
    /// <returns>Every difference, in the order of the right summary.</returns>
    public IReadOnlyList<Difference> Of(IReadOnlyCollection<long> trials, CancellationToken cancellation)
    {
        var results = TrainedAgain(trials, cancellation);
        var isWhole = trials.Count == WithResult.Count();
        if (isWhole)
            results = results.AddRange(sweep.Rows.Ids.Where(id => sweep.Rows.WithoutResult(id) is not null)
                .Select(id => new TrialResult(_order, id, sweep.Rows.WithoutResult(id)!.Value, null)));
        var ranked = Ranking.Rank(results, sweep.Spec.Metric.Aim);
        var lines = Lines(ranked);
        var columns = SummaryRows.Cells(lines[0]);
        return
        [
            .. Difference.Between("the header", columns, sweep.Rows.Header, lines[0]),
            .. ranked.SelectMany((result, i) => Difference.Between(
                $"trial {result.TrialId}",
                isWhole ? columns : columns[1..],
                Comparable(sweep.Rows.Line(result.TrialId), isWhole),
                Comparable(lines[i + 1], isWhole))),
            .. isWhole ? OutOfOrder(ranked) : [],
        ];
    }

    private ImmutableArray<TrialResult> TrainedAgain(IEnumerable<long> trials, CancellationToken cancellation) =>
    [
        .. trials.Select(_order.OfId).OrderBy(trial => trial.Place)
            .GroupBy(trial => _order.Groups.EndOf(trial.Place))
            .SelectMany(group => group.Chunk(LargestPack))
            .AsParallel().AsOrdered().WithCancellation(cancellation)
            .SelectMany(pack => TrainedPack(pack, cancellation)),
    ];

    private IEnumerable<TrialResult> TrainedPack(Trial[] trials, CancellationToken cancellation)
    {
        var pack = sweep.Objective.Evaluate(trials, cancellation);
        _references = pack.References;
        return pack.Trials.Zip(trials, (outcome, trial) => new TrialResult(
            _order, trial.Id, StateOf(trial, outcome), outcome));
    }

    private static TrialState StateOf(Trial trial, TrialOutcome outcome) => outcome.Diverged ? TrialState.Diverged
        : trial.Steps is null && trial.Limits.IsEmpty ? TrialState.Complete
        : TrialState.Pruned;

    private string[] Lines(ImmutableArray<TrialResult> ranked)
    {
        using var text = new StringWriter();
        var account = new Account(_order.Planned, 0, 0, 0, 0, 0);
        SummaryCsv.Write(text, new SweepResults(sweep.Spec, _order, _references, ranked, [], account));
        return [.. SummaryRows.All(new StringReader(text.ToString()))];
    }

    private static string Comparable(string line, bool withRank) => withRank ? line : line[(line.IndexOf(',') + 1)..];

    private IEnumerable<Difference> OutOfOrder(ImmutableArray<TrialResult> ranked) => ranked
        .Select((result, i) => (Right: result.TrialId, Found: sweep.Rows.Ids[i], Line: i + 2))
        .Where(row => row.Right != row.Found)
        .Select(row => new Difference($"line {row.Line}", "order", $"trial {row.Found}", $"trial {row.Right}"));
}
