using System.Collections.Immutable;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Results;

/// <summary>summary.csv: a row per trial, ranked.</summary>
/// <remarks>
/// Holds nothing that depends on who trained a trial, when, or at which attempt: the same sweep and data give the same
/// bytes.
/// </remarks>
public static class SummaryCsv
{
    /// <summary>The file's name.</summary>
    public const string FileName = "summary.csv";

    /// <summary>Writes the summary.</summary>
    public static void Write(TextWriter writer, SweepResults results)
    {
        var columns = SummaryColumns.Of(results);
        using var csv = new CsvRows(writer);
        WriteHeader(csv, columns);
        for (var i = 0; i < results.Ranked.Length; i++)
            WriteRow(csv, columns, results.Ranked[i], i + 1);
    }

    /// <summary>A sweep's first line, without its end.</summary>
    public static string Header(SweepSpec spec)
    {
        using var line = new StringWriter();
        using (var csv = new CsvRows(line))
            WriteHeader(csv, SummaryColumns.Of(spec, []));
        return line.ToString().TrimEnd('\n');
    }

    private static void WriteHeader(CsvRows csv, ImmutableArray<SummaryColumn> columns)
    {
        csv.Texts(columns.Select(column => column.Name).Prepend("rank"));
        csv.EndRow();
    }

    private static void WriteRow(CsvRows csv, ImmutableArray<SummaryColumn> columns, TrialResult result, int rank)
    {
        if (result.State == TrialState.Complete)
            csv.Number(rank);
        else
            csv.Empty();
        var trial = result.Trial;
        foreach (var column in columns)
            csv.Cell(column.Read(result, trial));
        csv.EndRow();
    }
}
