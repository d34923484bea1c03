using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Dashboard.Live;

/// <summary>Which rows of a ranked table are wanted.</summary>
public sealed record TrialQuery
{
    /// <summary>Rows before the first that is wanted.</summary>
    public int Skip { get; init; }

    /// <summary>How many rows.</summary>
    public int Take { get; init; } = 100;

    /// <summary>The column to sort by; null for the order of the summary.</summary>
    public string? SortBy { get; init; }

    /// <summary>Whether the largest come first; empty cells come last either way.</summary>
    public bool Descending { get; init; }

    /// <summary>Columns and the text that they must hold, as in summary.csv; case does not matter.</summary>
    public ImmutableArray<(string Column, string Text)> Where { get; init; } = [];
}

/// <summary>Rows of a ranked table.</summary>
/// <param name="Rows">Those that were wanted.</param>
/// <param name="Total">How many rows fulfil the conditions.</param>
public sealed record TrialPage(ImmutableArray<TrialRow> Rows, int Total);

/// <summary>One trial's row.</summary>
/// <param name="TrialId">The trial.</param>
/// <param name="Cells">In the order of <see cref="SweepTable.Columns"/>.</param>
public sealed record TrialRow(long TrialId, ImmutableArray<Cell> Cells);
