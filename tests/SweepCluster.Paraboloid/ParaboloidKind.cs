using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Paraboloid;

/// <summary>The smallest kind of objective: the height of a paraboloid over x and y, to be maximized.</summary>
/// <remarks>No data, no weights, no verdict. All that holds for other kinds holds for it.</remarks>
public sealed class ParaboloidKind : IObjectiveKind, IParameterRules
{
    private ParaboloidKind()
    {
    }

    /// <summary>The only one.</summary>
    public static ParaboloidKind Instance { get; } = new();

    /// <inheritdoc/>
    public string Word => ParaboloidSpec.Word;

    /// <inheritdoc/>
    /// <remarks>Tests start processes of other versions.</remarks>
    public int ArithmeticVersion { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("PARABOLOID_ARITHMETIC"), CultureInfo.InvariantCulture, out var version)
        ? version
        : 1;

    /// <inheritdoc/>
    public ImmutableArray<KnownBlock> Blocks { get; } = [new("paraboloid", ["peak", "milliseconds"])];

    /// <inheritdoc/>
    public IParameterRules Parameters => this;

    /// <inheritdoc/>
    public IOutcomeCodec Codec { get; } = new ParaboloidCodec();

    /// <inheritdoc/>
    public ImmutableArray<string> Names { get; } = ["x", "y"];

    /// <inheritdoc/>
    public ObjectiveSpec Read(Block sweep, SearchSpaceReading space, FileFinder files)
    {
        var block = sweep.Inner("paraboloid").OnlyKnownKeys();
        return new ParaboloidSpec(
            block.Read("peak", ValueParsers.Finite, 0).Value,
            block.Read("milliseconds", ValueParsers.Whole(0), 0).Value);
    }

    /// <inheritdoc/>
    public ObjectiveSchema SchemaOf(SweepSpec spec) => new()
    {
        Metrics = [new(0, "height", Direction.Maximize)],
        Curves = [],
    };

    /// <inheritdoc/>
    public IObjective Prepare(SweepSpec spec, DataSet? data, Workplace place) => new ParaboloidObjective(spec);

    /// <inheritdoc/>
    public ValueParser<SettingValue> ParserOf(string name) => ValueParsers.Finite.Select(SettingValue.Of);

    /// <inheritdoc/>
    public bool IsWord(string name) => false;

    /// <inheritdoc/>
    public bool IsWhole(string name) => false;
}
