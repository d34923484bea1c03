using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Training.Data;
using SweepCluster.Training.Data.Csv;

namespace SweepCluster.Objectives.Tables;

/// <summary><c>csv { ... }</c></summary>
internal sealed class CsvBlock : SourceBlock<CsvSource>
{
    /// <inheritdoc/>
    public override string Word => "csv";

    /// <inheritdoc/>
    public override ImmutableArray<string> Keys => ["path", "features", "target"];

    /// <inheritdoc/>
    public override DatasetReading Read(Block block, FileFinder files)
    {
        var path = files.Require(block, "path", "path = \"data.csv\"");
        var features = Columns(block, "features", "a list of column names, such as [x0, x1]", isList: true);
        var targets = Columns(block, "target", "a column's name, or a list of them", isList: false);
        if (features is { Length: > MostFeatures })
            block.Refuse("features", block.OriginOf("features"),
                $"{features.Value.Length} columns: write at most {MostFeatures}");
        var taken = (features ?? []).Select(ColumnName.Canonical);
        foreach (var both in (targets ?? []).IntersectBy(taken, ColumnName.Canonical))
            block.Refuse("target", block.OriginOf("target"),
                $"'{Shown.Plain(both)}' is a feature too: a target must not predict itself");
        var source = new CsvSource(path, features ?? [], targets ?? []);
        return Reading(source, features?.Length, targets?.Length, block.OriginOf("target"));
    }

    /// <inheritdoc/>
    protected override void Write(CsvSource source, HoconWriter lines, Func<string, string> nameFile)
    {
        lines.Set("path", HoconWriter.Text(nameFile(source.Path)));
        lines.Set("features", HoconWriter.List(source.Features.Select(HoconWriter.Text)));
        lines.Set("target", HoconWriter.List(source.Targets.Select(HoconWriter.Text)));
    }

    /// <inheritdoc/>
    protected override string Brief(CsvSource source, Func<string, string> nameFile) =>
        $"{CountWords.Of(source.Features.Length, "column")} of {nameFile(source.Path)}";

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
