using SweepCluster.Problems;
using SweepCluster.Sweeps.Summaries;

namespace SweepCluster.Cli.Verifying;

/// <summary>A cell that differs from the result of training again.</summary>
/// <param name="Where">The trial, or the line.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Found">The cell's content.</param>
/// <param name="Expected">The right content.</param>
internal sealed record Difference(string Where, string Column, string Found, string Expected)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}, {Column}: {Words(Found)} stands there, {Words(Expected)} is right";

    /// <summary>Compares two lines cell by cell.</summary>
    public static IEnumerable<Difference> Between(string where, string[] columns, string found, string expected)
    {
        if (found == expected)
            return [];
        var (cells, right) = (SummaryRows.Cells(found), SummaryRows.Cells(expected));
        if (cells.Length != right.Length)
            return [new Difference(where, "number of cells", $"{cells.Length}", $"{right.Length}")];
        return cells.Zip(right, columns).Where(cell => cell.First != cell.Second)
            .Select(cell => new Difference(where, cell.Third, cell.First, cell.Second));
    }

    private static string Words(string cell) => cell.Length == 0 ? "nothing" : Shown.Plain(cell);
}
