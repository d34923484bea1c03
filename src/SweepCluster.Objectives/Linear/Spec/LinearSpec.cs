using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Objectives.Tables;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Spec;

/// <summary>One dense layer, trained on a table: the blocks <c>dataset</c>, <c>model</c> and <c>training</c>.</summary>
/// <param name="Table">The data.</param>
/// <param name="Model">The layer.</param>
/// <param name="Training">The settings that all trials share, without the optimizer's own defaults.</param>
public sealed record LinearSpec(
    DataSpec Table, LayerSpec Model, ImmutableSortedDictionary<string, SettingValue> Training)
    : ObjectiveSpec
{
    /// <inheritdoc/>
    public override DataSpec Data => Table;

    /// <inheritdoc/>
    public override string DataInBrief(Func<string, string> nameFile) =>
        SourceCatalog.Of(Table.Source).Brief(Table.Source, nameFile);

    /// <inheritdoc/>
    public override ObjectiveSpec WithData(DataSpec data) => this with { Table = data };

    /// <inheritdoc/>
    public override ImmutableHashSet<string> LaneParameters => Settings.OfLanes;

    /// <inheritdoc/>
    public override int? FullSteps =>
        Training.TryGetValue(Settings.Epochs, out var epochs) ? (int)epochs.Number : null;

    /// <inheritdoc/>
    public override string HowToSayFullSteps =>
        "epochs cannot be an axis then; write training.epochs, the most that a trial makes";

    /// <inheritdoc/>
    public override int PackVector => LaneVector.Of(
        Training.TryGetValue(Settings.Precision, out var precision) && precision == SettingValue.Of("float64")
            ? Precision.Float64
            : Precision.Float32);

    /// <inheritdoc/>
    public override void Write(HoconWriter lines, Func<string, string> nameFile) =>
        LinearWriter.Write(this, lines, nameFile);

    /// <inheritdoc/>
    public bool Equals(LinearSpec? other) => other is not null
        && Table == other.Table && Model == other.Model && Training.SequenceEqual(other.Training);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Table, Model);
}
