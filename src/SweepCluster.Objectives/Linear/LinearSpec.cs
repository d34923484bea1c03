using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Reading;
using SweepCluster.Sweeps.Objectives;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear;

/// <summary>One dense layer without activation, trained on a table: the blocks <c>dataset</c>, <c>model</c> and <c>training</c>.</summary>
/// <param name="Table">The data.</param>
/// <param name="Model">The layer.</param>
/// <param name="Training">Settings that are the same for all trials; the optimizer's own defaults are not among them.</param>
public sealed record LinearSpec(DataSpec Table, LayerSpec Model, ImmutableSortedDictionary<string, SettingValue> Training)
    : ObjectiveSpec
{
    /// <inheritdoc/>
    public override DataSpec Data => Table;

    /// <inheritdoc/>
    public override ObjectiveSpec WithData(DataSpec data) => this with { Table = data };

    /// <inheritdoc/>
    public override ImmutableHashSet<string> LaneParameters => Settings.OfLanes;

    /// <inheritdoc/>
    public override int PackVector => LaneVector.Of(
        Training.TryGetValue(Settings.Precision, out var precision) && precision == SettingValue.Of("float64")
            ? Precision.Float64
            : Precision.Float32);

    /// <inheritdoc/>
    public override void Write(HoconWriter lines, Func<string, string> nameFile) => LinearWriter.Write(this, lines, nameFile);

    /// <inheritdoc/>
    public bool Equals(LinearSpec? other) => other is not null
        && Table == other.Table && Model == other.Model && Training.SequenceEqual(other.Training);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Table, Model);
}
