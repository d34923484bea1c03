using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Sweeps.Objectives;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Training.Data;

namespace SweepCluster.Paraboloid;

/// <summary>The smallest kind of objective that there is: the height of a paraboloid over x and y, which is to be as great as can be.</summary>
/// <remarks>No data, no weights, no verdict. What the seam promises holds for it as for any other.</remarks>
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
    /// <remarks>A process can be made to be of another.</remarks>
    public int ArithmeticVersion { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PARABOLOID_ARITHMETIC"), CultureInfo.InvariantCulture, out var version) ? version : 1;

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
            block.Read("peak", ValueParsers.Finite, 0).Value, block.Read("milliseconds", ValueParsers.Whole(0), 0).Value);
    }

    /// <inheritdoc/>
    public ObjectiveSchema SchemaOf(SweepSpec spec) => new()
    {
        Metrics = [new(0, "height", Direction.Maximize)],
        Curves = [],
    };

    /// <inheritdoc/>
    public IObjective Prepare(SweepSpec spec, DataSet? data) => new ParaboloidObjective(spec);

    /// <inheritdoc/>
    public ValueParser<SettingValue> ParserOf(string name) => ValueParsers.Finite.Select(SettingValue.Of);

    /// <inheritdoc/>
    public bool IsWord(string name) => false;

    /// <inheritdoc/>
    public bool IsWhole(string name) => false;
}
