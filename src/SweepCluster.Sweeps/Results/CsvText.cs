using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SweepCluster.Sweeps.Results;

/// <summary>How every CSV file is written: UTF-8, comma, header, LF, invariant culture, shortest round-trip numbers.</summary>
internal static class CsvText
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>Writes a table with a header.</summary>
    public static void Write(TextWriter writer, IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
    {
        using var csv = new CsvWriter(writer, Format, leaveOpen: true);
        WriteRow(csv, header);
        foreach (var row in rows)
            WriteRow(csv, row);
    }

    /// <summary>A number in its shortest round-trip form; NaN, Infinity or -Infinity where it is not finite.</summary>
    public static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A whole number.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static void WriteRow(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        csv.NextRecord();
    }
}
