using System.Collections.Immutable;

namespace SweepCluster.Search;

/// <summary>One point of the search space.</summary>
/// <param name="Index">Its index in the grid, or among those proposed, from 0.</param>
/// <param name="Values">One value per axis, in the order of the axes.</param>
public sealed record Configuration(long Index, ImmutableArray<SettingValue> Values)
{
    /// <inheritdoc/>
    public bool Equals(Configuration? other) =>
        other is not null && Index == other.Index && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Values.Length);
}
