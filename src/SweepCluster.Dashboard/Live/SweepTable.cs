using System.Collections.Concurrent;
using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Live;

/// <summary>The ranked table of a sweep, one page at a time.</summary>
/// <remarks>Sorting and filtering are done once for all callers who want the same.</remarks>
public sealed class SweepTable
{
    private const int MostOrders = 16;

    private readonly ImmutableArray<SummaryColumn> _columns;
    private readonly Lazy<int[]> _positions;
    private readonly ConcurrentDictionary<string, Lazy<int[]>> _orders = [];

    /// <summary>The table of a sweep's results.</summary>
    public SweepTable(SweepResults results)
    {
        Results = results;
        _columns = SummaryColumns.Of(results);
        Columns = [.. _columns.Select(column => column.Name).Prepend("rank")];
        _positions = new Lazy<int[]>(FindPositions);
    }

    /// <summary>All results, ranked.</summary>
    public SweepResults Results { get; }

    /// <summary>The names of the columns, as in summary.csv.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>The rows that are wanted.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public TrialPage Page(TrialQuery query)
    {
        var isPlain = query.SortBy is null && query.Where.IsDefaultOrEmpty;
        var wanted = isPlain ? null : OrderOf(query);
        var total = wanted?.Length ?? Results.Ranked.Length;
        var from = Math.Clamp(query.Skip, 0, total);
        var count = Math.Clamp(query.Take, 0, total - from);
        return new TrialPage(
            [.. Enumerable.Range(from, count).Select(i => RowAt(wanted is null ? i : wanted[i]))], total);
    }

    /// <summary>One trial; null if the sweep has none of this ID.</summary>
    public TrialView? Find(long trialId)
    {
        if (trialId < 0 || trialId >= Results.Ranked.Length)
            return null;
        var position = _positions.Value[trialId];
        var places = Results.Order.PlacesOf(trialId).ToList();
        return new TrialView(
            RowAt(position),
            Results.Ranked[position],
            [.. Results.Attempts.Where(attempt => places.Exists(attempt.Range.Contains))]);
    }

    private int[] FindPositions()
    {
        var positions = new int[Results.Ranked.Length];
        for (var i = 0; i < positions.Length; i++)
            positions[Results.Ranked[i].TrialId] = i;
        return positions;
    }

    private TrialRow RowAt(int position)
    {
        var result = Results.Ranked[position];
        var trial = result.Trial;
        return new TrialRow(
            result.TrialId, [RankAt(position), .. _columns.Select(column => column.Read(result, trial))]);
    }

    private Cell RankAt(int position) =>
        Results.Ranked[position].State == TrialState.Complete ? Cell.Of(position + 1L) : Cell.Empty;

    private int[] OrderOf(TrialQuery query)
    {
        var key = string.Join('\n', query.Where.SelectMany(where => new[] { where.Column, where.Text })
            .Prepend($"{query.SortBy} {query.Descending}"));
        if (_orders.Count >= MostOrders && !_orders.ContainsKey(key))
            _orders.Clear();
        return _orders.GetOrAdd(key, _ => new Lazy<int[]>(() => Sort(query))).Value;
    }

    private int[] Sort(TrialQuery query)
    {
        var conditions = query.Where.Select(where => (Read: ReaderOf(where.Column), where.Text)).ToArray();
        int[] found =
        [
            .. Enumerable.Range(0, Results.Ranked.Length).Where(position => conditions.All(condition =>
                condition.Read(position).ToString().Equals(condition.Text, StringComparison.OrdinalIgnoreCase))),
        ];
        if (query.SortBy is null)
            return found;
        var read = ReaderOf(query.SortBy);
        var cells = found.Select(position => (Position: position, Cell: read(position)))
            .ToLookup(row => row.Cell.Kind == CellKind.Empty);
        var sorted = query.Descending
            ? cells[false].OrderByDescending(row => row.Cell, Cell.Order)
            : cells[false].OrderBy(row => row.Cell, Cell.Order);
        return [.. sorted.Concat(cells[true]).Select(row => row.Position)];
    }

    private Func<int, Cell> ReaderOf(string name)
    {
        var index = Columns.IndexOf(name);
        if (index < 0)
            throw new ArgumentException(
                $"there is no column '{name}'; the columns are {string.Join(", ", Columns)}", nameof(name));
        if (index == 0)
            return RankAt;
        var column = _columns[index - 1];
        return position => column.Read(Results.Ranked[position], Results.Ranked[position].Trial);
    }
}

/// <summary>One trial of a sweep.</summary>
/// <param name="Row">Its row of the table.</param>
/// <param name="Result">How it ended, with its learning curve.</param>
/// <param name="Attempts">Its attempts that have ended, in order of their ends.</param>
public sealed record TrialView(TrialRow Row, TrialResult Result, ImmutableArray<Attempt> Attempts);
