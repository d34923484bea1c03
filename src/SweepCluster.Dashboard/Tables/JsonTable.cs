using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace SweepCluster.Dashboard.Tables;

/// <summary>Writes a summary as JSON: an array of one object per trial, its keys the columns of summary.csv.</summary>
/// <remarks>JSON has no NaN and no infinity: those stay words. An empty cell is null.</remarks>
public static class JsonTable
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Takes the JSON.</param>
    /// <param name="summary">The text of summary.csv.</param>
    public static void Write(Stream output, TextReader summary)
    {
        using var csv = new CsvReader(summary, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
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
