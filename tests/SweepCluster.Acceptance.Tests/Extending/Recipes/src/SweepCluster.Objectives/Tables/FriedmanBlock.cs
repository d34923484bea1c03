using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Training.Data;

namespace SweepCluster.Objectives.Tables;

/// <summary><c>friedman { ... }</c></summary>
internal sealed class FriedmanBlock : SourceBlock<FriedmanSource>
{
    /// <inheritdoc/>
    public override string Word => "friedman";

    /// <inheritdoc/>
    public override ImmutableArray<string> Keys => ["rows"];

    /// <inheritdoc/>
    public override DatasetReading Read(Block block, FileFinder files)
    {
        var rows = block.Read("rows", ValueParsers.Whole(1, 1_000_000), 1000);
        return Reading(new FriedmanSource(rows.Value), 5, 1, block.Origin);
    }

    /// <inheritdoc/>
    protected override void Write(FriedmanSource source, HoconWriter lines, Func<string, string> nameFile) =>
        lines.Set("rows", source.Rows);

    /// <inheritdoc/>
    protected override string Brief(FriedmanSource source, Func<string, string> nameFile) =>
        $"{CountWords.Of(source.Rows, "row")} of Friedman's";
}
