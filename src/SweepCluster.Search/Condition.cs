using System.Collections.Immutable;

namespace SweepCluster.Search;

/// <summary>When a parameter applies: only under some values of another one, which must apply itself.</summary>
/// <param name="Parameter">The other parameter's name.</param>
/// <param name="Values">Its values under which this one applies.</param>
public sealed record Condition(string Parameter, ImmutableArray<SettingValue> Values)
{
    /// <inheritdoc/>
    public bool Equals(Condition? other) =>
        other is not null && Parameter == other.Parameter && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Parameter.GetHashCode(StringComparison.Ordinal);
}
