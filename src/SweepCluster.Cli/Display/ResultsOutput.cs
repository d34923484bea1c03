using SweepCluster.Cli.Streams;
using SweepCluster.Cluster.Client;
using SweepCluster.Dashboard.Tables;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Summaries;

namespace SweepCluster.Cli.Display;

/// <summary>Prints a ranked table in the format that was asked for; all have the columns of summary.csv.</summary>
internal static class ResultsOutput
{
    /// <summary>Prints it.</summary>
    /// <param name="results">The results.</param>
    /// <param name="format">table, csv, json or parquet.</param>
    /// <param name="top">How many trials; null for all, or in a table the best ten.</param>
    public static async Task PrintAsync(SweepResults results, string format, int? top)
    {
        var shown = top is { } best ? results with { Ranked = [.. results.Ranked.Take(best)] } : results;
        if (format == "csv")
        {
            // The bytes of summary.csv, not lines for people.
            using var rows = new StreamWriter(StandardStreams.Output, leaveOpen: true);
            SummaryCsv.Write(rows, shown);
            return;
        }

        using var csv = new StringWriter();
        SummaryCsv.Write(csv, format == "table" ? results : shown);
        using var reader = new StringReader(csv.ToString());
        if (format == "table")
        {
            SummaryTable.Read(reader, results.Spec.Schema, top).Print(Terminal.Output());
            if (GoalOutcome.Of(results.Spec, RecordedSummary.Of(results)) is { } goal)
                Console.WriteLine(goal.Words(results.Spec));
        }
        else if (format == "json")
            PrintJson(reader);
        else
            await PrintParquetAsync(reader).ConfigureAwait(false);
    }

    private static async Task PrintParquetAsync(TextReader summary)
    {
        if (!Console.IsOutputRedirected)
            throw new RefusedException("parquet is not for a terminal's eyes; send it to a file: > results.parquet");
        await ParquetTable.WriteAsync(StandardStreams.Output, summary).ConfigureAwait(false);
    }

    private static void PrintJson(TextReader summary) => JsonTable.Write(StandardStreams.Output, summary);
}
