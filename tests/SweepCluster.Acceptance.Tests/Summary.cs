using System.Globalization;
using CsvHelper;

namespace SweepCluster.Acceptance.Tests;

/// <summary>Reads a summary.csv as its users do.</summary>
internal static class Summary
{
    public static List<Dictionary<string, string>> Read(string folder)
    {
        using var reader = new StreamReader(Path.Combine(folder, "summary.csv"));
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Select(row =>
            ((IDictionary<string, object>)row).ToDictionary(cell => cell.Key, cell => (string)cell.Value))];
    }

    public static double Number(this Dictionary<string, string> row, string column) =>
        double.Parse(row[column], CultureInfo.InvariantCulture);
}
