using System.Globalization;
using CsvHelper;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>The rows of a summary, whose cells may be in quotes, with commas and line breaks in them.</summary>
public static class SummaryRows
{
    /// <summary>The next row, without its end; null if there is none.</summary>
    public static string? Next(TextReader reader)
    {
        var row = reader.ReadLine();
        while (row is not null && IsOpen(row) && reader.ReadLine() is { } more)
            row = $"{row}\n{more}";
        return row;
    }

    /// <summary>All rows, the header first.</summary>
    public static IEnumerable<string> All(TextReader reader)
    {
        while (Next(reader) is { } row)
            yield return row;
    }

    /// <summary>How many cells a row has.</summary>
    public static int CountCells(string row)
    {
        if (!row.Contains('"', StringComparison.Ordinal))
            return row.AsSpan().Count(',') + 1;
        return row.Split('"').Where((_, i) => i % 2 == 0).Sum(part => part.Count(c => c == ',')) + 1;
    }

    /// <summary>The cells of a row.</summary>
    public static string[] Cells(string row)
    {
        using var parser = new CsvParser(new StringReader(row), CultureInfo.InvariantCulture);
        return parser.Read() ? parser.Record! : [];
    }

    private static bool IsOpen(string row) => row.AsSpan().Count('"') % 2 == 1;
}
