using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;
using SweepCluster.Training.Preparing;

namespace SweepCluster.Objectives.Tables;

/// <summary>Says in a line which data were read, so that nobody trains on the wrong ones unawares.</summary>
internal static class DataWords
{
    private const int MostNamed = 8;
    private const int NamedOfMany = 5;

    /// <summary>How many rows of which columns, from where, and how many of them are held out.</summary>
    /// <exception cref="InvalidInputException">Rows cannot be held out as asked for.</exception>
    public static string Of(DataSpec table, DataSet data)
    {
        var heldOut = HoldOut.CountOf(data.Rows, table.Validation);
        return SourceCatalog.Of(table.Source).Told(table.Source, data)
            + (heldOut == 0 ? "" : $", {Count(heldOut)} of them held out for validation");
    }

    /// <summary>Columns by their names, as long as those are few.</summary>
    /// <param name="kind">What one of them is called; the plural takes an s.</param>
    /// <param name="names">Their names.</param>
    public static string Columns(string kind, ImmutableArray<string> names)
    {
        var named = names.Length > MostNamed ? NamedOfMany : names.Length;
        return $"{kind}{(names.Length == 1 ? "" : "s")} {string.Join(", ", names.Take(named).Select(Shown.Plain))}"
            + (named < names.Length ? $" and {Count(names.Length - named)} more" : "");
    }

    /// <summary>A file without its folder.</summary>
    public static string FileName(string path) => Shown.Plain(Path.GetFileName(path));

    /// <summary>How many rows.</summary>
    public static string Rows(int count) => $"{Count(count)} row{(count == 1 ? "" : "s")}";

    /// <summary>A count with its thousands apart.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
