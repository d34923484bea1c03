using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Training.Data;

namespace SweepCluster.Objectives.Tables;

/// <summary><c>synthetic { ... }</c></summary>
internal sealed class SyntheticBlock : SourceBlock<SyntheticSource>
{
    private const int MostRows = 100_000_000;

    private static readonly WordTable<SyntheticTarget> Targets =
        new((SyntheticTarget.Difference, "difference"), (SyntheticTarget.Extrapolation, "extrapolation"));

    /// <inheritdoc/>
    public override string Word => "synthetic";

    /// <inheritdoc/>
    public override ImmutableArray<string> Keys => ["target", "rows", "features", "noise"];

    /// <inheritdoc/>
    public override DatasetReading Read(Block block, FileFinder files)
    {
        var target = block.Read("target", ValueParsers.Word(Targets), SyntheticTarget.Difference);
        var rows = block.Read("rows", ValueParsers.Whole(1, MostRows), 240_000);
        var features = block.Read("features", ValueParsers.Whole(4, MostFeatures), 4);
        var noise = block.Read("noise", ValueParsers.Number("a finite number of at least 0", x => x >= 0), 0);
        var source = new SyntheticSource(target.Value, rows.Value, features.Value, noise.Value);
        return Reading(source, features.IsSound ? features.Value : null, 1, block.Origin);
    }

    /// <inheritdoc/>
    protected override void Write(SyntheticSource source, HoconWriter lines, Func<string, string> nameFile)
    {
        lines.Set("target", Targets.Of(source.Target));
        lines.Set("rows", source.Rows);
        lines.Set("features", source.Features);
        lines.Set("noise", source.Noise);
    }

    /// <inheritdoc/>
    protected override string Brief(SyntheticSource source, Func<string, string> nameFile) =>
        string.Create(CultureInfo.InvariantCulture, $"{source.Rows:N0} synthetic rows");
}
