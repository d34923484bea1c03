using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Problems;
using SweepCluster.Training.Data;
using SweepCluster.Training.Preparing;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>Says in a line which data were read, so that nobody trains on the wrong ones unawares.</summary>
internal static class DataWords
{
    private const int MostNamed = 8;
    private const int NamedOfMany = 5;

    /// <summary>How many rows of which columns, from where, and how many of them are held out.</summary>
    /// <exception cref="InvalidInputException">Rows cannot be held out as asked for.</exception>
    public static string Of(LinearSpec spec, DataSet data)
    {
        var source = spec.Table.Source;
        var heldOut = HoldOut.CountOf(data.Rows, spec.Table.Validation);
        return (source is DataSource.Series series ? Windows(data, series) : Table(data, source))
            + (heldOut == 0 ? "" : $", {Count(heldOut)} of them held out for validation");
    }

    private static string Table(DataSet data, DataSource source) =>
        $"{Rows(data.Rows)} of {Columns("feature", data.FeatureNames)} and {Columns("target", data.TargetNames)}"
        + (source.File is { } file ? $" from {FileName(file)}" : ", drawn");

    private static string Windows(DataSet data, DataSource.Series series)
    {
        var target = series.Horizon == 1 ? "the next one" : $"the one {Count(series.Horizon)} later";
        var samples = data.Rows + series.Window + series.Horizon - 1L;
        return $"{Rows(data.Rows)} of {Count(series.Window)} sample{(series.Window == 1 ? "" : "s")} of "
            + $"{Shown.Plain(series.Column)} and {target} as target, "
            + $"from the {Count(samples)} samples of {FileName(series.Path)}";
    }

    private static string Columns(string kind, ImmutableArray<string> names)
    {
        var named = names.Length > MostNamed ? NamedOfMany : names.Length;
        return $"{kind}{(names.Length == 1 ? "" : "s")} {string.Join(", ", names.Take(named).Select(Shown.Plain))}"
            + (named < names.Length ? $" and {Count(names.Length - named)} more" : "");
    }

    private static string FileName(string path) => Shown.Plain(Path.GetFileName(path));

    private static string Rows(int count) => $"{Count(count)} row{(count == 1 ? "" : "s")}";

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
