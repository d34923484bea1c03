using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>Reads the first columns of a row of summary.csv: none of them is ever in quotes.</summary>
internal sealed class RecordedRow
{
    private readonly ImmutableArray<string> _verdicts;
    private readonly ImmutableArray<int> _references;
    private readonly int _distance;
    private readonly int _verdict;

    /// <summary>For the rows of one kind of objective.</summary>
    public RecordedRow(ObjectiveSchema schema)
    {
        _verdicts = [.. schema.Verdicts.Select(verdict => verdict.Name)];
        _references = [.. schema.References.Select(reference => Column(reference.Column))];
        _distance = schema.Distance is { } distance ? Column(distance.Column) : 0;
        _verdict = schema.Verdicts.IsEmpty ? 0 : Column("verdict");
        Columns = SummaryColumns.BeforeOwn + schema.Columns.Length;

        int Column(string name) => SummaryColumns.BeforeOwn
            + schema.Columns.Select((column, i) => (column.Name, Index: i)).First(column => column.Name == name).Index;
    }

    /// <summary>How many columns are read.</summary>
    public int Columns { get; }

    /// <summary>What trials are compared with, as the first row with a result has it.</summary>
    public ImmutableArray<double> References { get; private set; } = [];

    /// <summary>The row; null if the line is not one.</summary>
    public RecordedTrial? Read(string line)
    {
        Span<Range> cells = stackalloc Range[Columns + 1];
        var text = line.AsSpan();
        if (text.Split(cells, ',') < Columns
            || !long.TryParse(text[cells[SummaryColumns.Id]], CultureInfo.InvariantCulture, out var id)
            || State(text[cells[SummaryColumns.State]]) is not { } state
            || Number(text[cells[SummaryColumns.Objective]]) is not { } objective
            || Number(_distance == 0 ? [] : text[cells[_distance]]) is not { } distance
            || !ReadReferences(text, cells))
            return null;
        // How a trial would have ended that was stopped, nobody knows.
        var verdict = _verdict == 0 || state == TrialState.Pruned ? null : Verdict(text[cells[_verdict]]);
        return verdict is null && _verdict > 0 && state is (TrialState.Complete or TrialState.Diverged)
            ? null
            : new RecordedTrial(id, state, objective, distance, verdict);
    }

    private bool ReadReferences(ReadOnlySpan<char> text, ReadOnlySpan<Range> cells)
    {
        Span<double> numbers = stackalloc double[_references.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (Number(text[cells[_references[i]]]) is not { } number)
                return false;
            numbers[i] = number;
        }

        if (References.IsEmpty && numbers.ContainsAnyExcept(double.NaN))
            References = [.. numbers];
        return true;
    }

    private int? Verdict(ReadOnlySpan<char> cell)
    {
        for (var i = 0; i < _verdicts.Length; i++)
        {
            if (cell.Equals(_verdicts[i], StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return null;
    }

    // Parsing an enumeration would take a number too.
    private static TrialState? State(ReadOnlySpan<char> cell) =>
        Enum.TryParse<TrialState>(cell, ignoreCase: true, out var known) && char.IsAsciiLetter(cell[0]) ? known : null;

    private static double? Number(ReadOnlySpan<char> cell) => cell.IsEmpty
        ? double.NaN
        : double.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? number : null;
}
