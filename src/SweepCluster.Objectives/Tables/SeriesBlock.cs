using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Training.Data;

namespace SweepCluster.Objectives.Tables;

/// <summary><c>series { ... }</c></summary>
internal sealed class SeriesBlock : SourceBlock<SeriesSource>
{
    /// <inheritdoc/>
    public override string Word => "series";

    /// <inheritdoc/>
    public override ImmutableArray<string> Keys => ["path", "column", "window", "horizon"];

    /// <inheritdoc/>
    public override DatasetReading Read(Block block, FileFinder files)
    {
        var path = files.Require(block, "path", "path = \"data.csv\"");
        var column = block.Require("column", ValueParsers.Text("a column's name"), "", "column = NAME");
        var window = block.Read("window", ValueParsers.Whole(1, MostFeatures), 4);
        var horizon = block.Read("horizon", ValueParsers.Whole(1), 1);
        var source = new SeriesSource(path, column.Value, window.Value, horizon.Value);
        return Reading(source, window.IsSound ? window.Value : null, 1, block.Origin);
    }

    /// <inheritdoc/>
    public override string Told(DataSource source, DataSet data)
    {
        var series = (SeriesSource)source;
        var target = series.Horizon == 1 ? "the next one" : $"the one {DataWords.Count(series.Horizon)} later";
        var samples = data.Rows + series.Window + series.Horizon - 1L;
        return $"{DataWords.Rows(data.Rows)} of {DataWords.Count(series.Window)} "
            + $"sample{(series.Window == 1 ? "" : "s")} of {Shown.Plain(series.Column)} and {target} as target, "
            + $"from the {DataWords.Count(samples)} samples of {DataWords.FileName(series.Path)}";
    }

    /// <inheritdoc/>
    protected override void Write(SeriesSource source, HoconWriter lines, Func<string, string> nameFile)
    {
        lines.Set("path", HoconWriter.Text(nameFile(source.Path)));
        lines.Set("column", HoconWriter.Text(source.Column));
        lines.Set("window", source.Window);
        lines.Set("horizon", source.Horizon);
    }

    /// <inheritdoc/>
    protected override string Brief(SeriesSource source, Func<string, string> nameFile) =>
        $"series {source.Column} of {nameFile(source.Path)}";
}
