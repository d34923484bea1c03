using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Paraboloid;

/// <summary>The block <c>paraboloid</c>.</summary>
/// <param name="Peak">The greatest height.</param>
/// <param name="Milliseconds">How long a trial takes.</param>
public sealed record ParaboloidSpec(double Peak, int Milliseconds) : ObjectiveSpec
{
    /// <summary>Names the kind of objective in journals and messages.</summary>
    public const string Word = "paraboloid";

    /// <inheritdoc/>
    public override ImmutableHashSet<string> LaneParameters { get; } = ["y"];

    /// <inheritdoc/>
    public override void Write(HoconWriter lines, Func<string, string> nameFile)
    {
        lines.Open("paraboloid");
        lines.Set("peak", Peak);
        lines.Set("milliseconds", Milliseconds);
        lines.Close();
    }

    /// <inheritdoc/>
    public bool Equals(ParaboloidSpec? other) =>
        other is not null && (Peak, Milliseconds) == (other.Peak, other.Milliseconds);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Peak, Milliseconds);
}
