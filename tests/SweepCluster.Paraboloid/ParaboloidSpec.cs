using System.Collections.Immutable;
using SweepCluster.Sweeps.Objectives;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Paraboloid;

/// <summary>The block <c>paraboloid</c>.</summary>
/// <param name="Peak">The greatest height.</param>
/// <param name="Milliseconds">How long a trial takes.</param>
public sealed record ParaboloidSpec(double Peak, int Milliseconds) : ObjectiveSpec
{
    /// <inheritdoc/>
    public override IObjectiveKind Kind => ParaboloidKind.Instance;

    /// <inheritdoc/>
    public override ImmutableHashSet<string> LaneParameters { get; } = ["y"];

    /// <inheritdoc/>
    public override ObjectiveSchema SchemaFor(SweepSpec sweep) => new()
    {
        Metrics = [new(0, "height", Direction.Maximize)],
        Curves = [],
    };

    /// <inheritdoc/>
    public override void Write(HoconWriter lines, Func<string, string> nameFile)
    {
        lines.Open("paraboloid");
        lines.Set("peak", Peak);
        lines.Set("milliseconds", Milliseconds);
        lines.Close();
    }

    /// <inheritdoc/>
    public bool Equals(ParaboloidSpec? other) => other is not null && (Peak, Milliseconds) == (other.Peak, other.Milliseconds);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Peak, Milliseconds);
}
