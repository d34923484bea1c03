using System.Globalization;
using System.Text.Json;
using CsvHelper;
using SweepCluster.Cluster.Client;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Cli.Display;

/// <summary>Prints a ranked table in the form that was asked for; every form has the columns of summary.csv.</summary>
internal static class ResultsOutput
{
    /// <summary>Prints it.</summary>
    /// <param name="results">The results.</param>
    /// <param name="format">table, csv, json or parquet.</param>
    /// <param name="top">How many trials; null for all, in a table the best ten.</param>
    public static async Task PrintAsync(SweepResults results, string format, int? top)
    {
        var shown = top is { } best ? results with { Ranked = [.. results.Ranked.Take(best)] } : results;
        if (format == "csv")
        {
            SummaryCsv.Write(Console.Out, shown);
            return;
        }

        using var csv = new StringWriter();
        SummaryCsv.Write(csv, format == "table" ? results : shown);
        using var reader = new StringReader(csv.ToString());
        if (format == "table")
            SummaryTable.Read(reader, top).Print(Terminal.Output());
        else if (format == "json")
            PrintJson(reader);
        else
            await PrintParquetAsync(reader).ConfigureAwait(false);
    }

    private static async Task PrintParquetAsync(TextReader summary)
    {
        if (!Console.IsOutputRedirected)
            throw new RefusedException("parquet is not for a terminal's eyes; send it to a file: > results.parquet");
        using var output = Console.OpenStandardOutput();
        await ParquetTable.WriteAsync(output, summary).ConfigureAwait(false);
    }

    private static void PrintJson(TextReader summary)
    {
        using var csv = new CsvReader(summary, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        using var output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        while (csv.Read())
        {
            json.WriteStartObject();
            for (var column = 0; column < csv.HeaderRecord!.Length; column++)
                Write(json, csv.HeaderRecord[column], csv.GetField(column)!);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // JSON has no NaN and no infinity: those stay words.
    private static void Write(Utf8JsonWriter json, string name, string cell)
    {
        json.WritePropertyName(name);
        if (cell.Length == 0)
            json.WriteNullValue();
        else if (double.TryParse(cell, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            json.WriteRawValue(cell);
        else
            json.WriteStringValue(cell);
    }
}
