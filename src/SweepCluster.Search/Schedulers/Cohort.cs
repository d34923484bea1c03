using System.Collections.Immutable;

namespace SweepCluster.Search.Schedulers;

/// <summary>Configurations, one after another, that are compared with each other.</summary>
/// <param name="First">The index of the first one.</param>
/// <param name="Count">How many; at least 1.</param>
/// <param name="Rungs">The steps after which they are compared, ascending; the last one is the end of training.</param>
public sealed record Cohort(long First, long Count, ImmutableArray<int> Rungs)
{
    /// <summary>The index after the last one.</summary>
    public long End => First + Count;

    /// <inheritdoc/>
    public bool Equals(Cohort? other) => other is not null
        && (First, Count) == (other.First, other.Count) && Rungs.SequenceEqual(other.Rungs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Count, Rungs.Length);
}
