using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Health;

/// <summary>Which workers fail a sweep's trials that others can do. Pure.</summary>
/// <remarks>
/// Only failures of trials that never failed before count, and only one after the other. A trial that fails on another
/// worker too proves nothing. Where nobody else succeeds meanwhile, the trials are as likely to be the cause.
/// </remarks>
public sealed record WorkerHealth
{
    /// <summary>As many trials in a row must fail.</summary>
    public const int MostFailures = 3;

    private static readonly ImmutableSortedDictionary<string, string> Nobody =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, FailureRow> _rows =
        ImmutableSortedDictionary.Create<string, FailureRow>(StringComparer.Ordinal);

    /// <summary>Nothing has failed.</summary>
    public static WorkerHealth Good { get; } = new();

    /// <summary>The workers that take no more of the sweep, and why the last of their attempts failed.</summary>
    public ImmutableSortedDictionary<string, string> Excluded { get; private init; } = Nobody;

    /// <summary>The workers that should take no more of it, but still do.</summary>
    public IEnumerable<(string Worker, string Reason)> Sick => _rows
        .Where(row => row.Value.Failed.Count >= MostFailures && row.Value.OthersSucceeded)
        .Select(row => (row.Key, row.Value.Reason));

    /// <summary>After a worker failed trials.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="isFirst">Whether they had never failed before.</param>
    /// <param name="reason">Why they failed.</param>
    public WorkerHealth AfterFailure(string worker, TrialRange trials, bool isFirst, string reason)
    {
        var others = _rows.Where(row => row.Key != worker).Aggregate(
            _rows, (rows, row) => Put(rows, row.Key, row.Value.Without(trials)));
        if (!isFirst || Excluded.ContainsKey(worker))
            return this with { _rows = others };
        var row = others.GetValueOrDefault(worker, FailureRow.None);
        return this with { _rows = Put(others, worker, row with { Failed = row.Failed.Add(trials), Reason = reason }) };
    }

    /// <summary>After a worker has done trials.</summary>
    public WorkerHealth AfterSuccess(string worker) => _rows.IsEmpty ? this : this with
    {
        _rows = _rows.Remove(worker).ToImmutableSortedDictionary(
            row => row.Key, row => row.Value with { OthersSucceeded = true }, StringComparer.Ordinal),
    };

    /// <summary>After a worker was excluded.</summary>
    public WorkerHealth Excluding(string worker, string reason) => this with
    {
        Excluded = Excluded.SetItem(worker, reason),
        _rows = _rows.Remove(worker),
    };

    private static ImmutableSortedDictionary<string, FailureRow> Put(
        ImmutableSortedDictionary<string, FailureRow> rows, string worker, FailureRow row) =>
        row.Failed.IsEmpty ? rows.Remove(worker) : rows.SetItem(worker, row);

    /// <summary>The trials that failed on a worker, one after the other.</summary>
    private sealed record FailureRow(ImmutableList<TrialRange> Failed, bool OthersSucceeded, string Reason)
    {
        public static FailureRow None { get; } = new([], false, "");

        public FailureRow Without(TrialRange trials) =>
            this with { Failed = Failed.RemoveAll(failed => failed.Overlaps(trials)) };
    }
}
