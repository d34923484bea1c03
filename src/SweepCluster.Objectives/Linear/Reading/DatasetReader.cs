using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;
using SweepCluster.Training.Data.Csv;

namespace SweepCluster.Objectives.Linear.Reading;

/// <summary>The data as the file describes them.</summary>
/// <param name="Data">The data.</param>
/// <param name="Features">Number of feature columns; null if unknown.</param>
/// <param name="Targets">Number of target columns; null if unknown.</param>
/// <param name="Origin">Where the target stands.</param>
internal sealed record DatasetReading(DataSpec Data, int? Features, int? Targets, Origin Origin);

/// <summary>Reads the <c>dataset</c> block.</summary>
/// <param name="Files">Finds files.</param>
internal sealed record DatasetReader(FileFinder Files)
{
    private const int MostRows = 100_000_000;
    private const int MostFeatures = 1024;
    private static readonly string[] Sources = ["synthetic", "csv", "series"];

    /// <summary>Reads the block.</summary>
    public DatasetReading Read(Block dataset)
    {
        var source = Source(dataset.OnlyKnownKeys());
        var validation = dataset.Read("validation",
            ValueParsers.Number("a fraction from 0 up to, but not including, 1", x => x is >= 0 and < 1), 0);
        var standardize = dataset.Read("standardize", ValueParsers.Switch, false);
        // A wrong fraction still means that rows are held out: it must not cause a second message.
        var fraction = validation.IsSound ? validation.Value : 0.5;
        return source with { Data = new DataSpec(source.Data.Source, fraction, standardize.Value) };
    }

    private DatasetReading Source(Block dataset)
    {
        var given = Sources.Where(s => dataset.Find(s) is not null).ToList();
        if (given.Count == 1)
            return Source(dataset, given[0]);
        if (given.Count == 0 && dataset.IsSound)
            dataset.Refuse("", dataset.Origin,
                "no data: write one of synthetic { ... }, csv { ... } and series { ... }");
        foreach (var second in given.Skip(1))
        {
            dataset.Refuse(second, dataset.OriginOf(second),
                $"a second source of data beside {given[0]} ({dataset.OriginOf(given[0]).Where}): keep one of the two");
        }

        foreach (var each in given)
            Source(dataset, each);
        return new DatasetReading(Unread, null, null, dataset.Origin);
    }

    private static DataSpec Unread { get; } = new(new DataSource.Synthetic(default, 1, 4, 0), 0, false);

    private DatasetReading Source(Block dataset, string source) => source switch
    {
        "synthetic" => Synthetic(dataset.Inner(source).OnlyKnownKeys()),
        "csv" => Csv(dataset.Inner(source).OnlyKnownKeys()),
        "series" => Series(dataset.Inner(source).OnlyKnownKeys()),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No such source of data."),
    };

    private static DatasetReading Synthetic(Block block)
    {
        var target = block.Read("target", ValueParsers.Word(LinearWords.SyntheticTargets), SyntheticTarget.Difference);
        var rows = block.Read("rows", ValueParsers.Whole(1, MostRows), 240_000);
        var features = block.Read("features", ValueParsers.Whole(4, MostFeatures), 4);
        var noise = block.Read("noise", ValueParsers.Number("a finite number of at least 0", x => x >= 0), 0);
        var source = new DataSource.Synthetic(target.Value, rows.Value, features.Value, noise.Value);
        return Reading(source, features.IsSound ? features.Value : null, 1, block.Origin);
    }

    private DatasetReading Csv(Block block)
    {
        var path = Files.Require(block, "path", "path = \"data.csv\"");
        var features = Columns(block, "features", "a list of column names, such as [x0, x1]", isList: true);
        var targets = Columns(block, "target", "a column's name, or a list of them", isList: false);
        if (features is { Length: > MostFeatures })
            block.Refuse("features", block.OriginOf("features"),
                $"{features.Value.Length} columns: write at most {MostFeatures}");
        var taken = (features ?? []).Select(ColumnName.Canonical);
        foreach (var both in (targets ?? []).IntersectBy(taken, ColumnName.Canonical))
            block.Refuse("target", block.OriginOf("target"),
                $"'{Shown.Plain(both)}' is a feature too: a target must not predict itself");
        var source = new DataSource.Csv(path, features ?? [], targets ?? []);
        return Reading(source, features?.Length, targets?.Length, block.OriginOf("target"));
    }

    private DatasetReading Series(Block block)
    {
        var path = Files.Require(block, "path", "path = \"data.csv\"");
        var column = block.Require("column", ValueParsers.Text("a column's name"), "", "column = NAME");
        var window = block.Read("window", ValueParsers.Whole(1, MostFeatures), 4);
        var horizon = block.Read("horizon", ValueParsers.Whole(1), 1);
        var source = new DataSource.Series(path, column.Value, window.Value, horizon.Value);
        return Reading(source, window.IsSound ? window.Value : null, 1, block.Origin);
    }

    private static DatasetReading Reading(DataSource source, int? features, int? targets, Origin origin) =>
        new(new DataSpec(source, 0, false), features, targets, origin);

    private static ImmutableArray<string>? Columns(Block block, string key, string right, bool isList)
    {
        var name = ValueParsers.Text(isList ? "a column's name" : right);
        if (block.Find(key)?.Value is not HoconArray list)
        {
            var parser = isList ? new ValueParser<string>(right, Never) : name;
            var one = block.Require(key, parser, "", isList ? $"{key} = [x0, x1]" : $"{key} = y");
            return one.IsSound ? [one.Value] : null;
        }

        if (list.Items.Length == 0)
            block.Refuse(key, list.Origin, $"the list is empty: write {right}");
        if (block.ReadAll(key, list, name) is not { Length: > 0 } items)
            return null;
        foreach (var twice in items.GroupBy(i => ColumnName.Canonical(i.Value)).Where(g => g.Count() > 1))
            block.Refuse(key, twice.Last().Origin, $"'{Shown.Plain(twice.Key)}' stands in the list twice: keep one");
        return [.. items.Select(i => i.Value)];
    }

    private static bool Never(HoconScalar scalar, out string value)
    {
        value = "";
        return false;
    }
}
