using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>How trials group in their training order: a fusion group holds those that can share a pack.</summary>
public interface ITrialGroups
{
    /// <summary>The place after the last trial of the group that holds a place.</summary>
    long EndOf(long place);

    /// <summary>How many packs a range has: its parts that lie in one group each.</summary>
    long PackCount(TrialRange range);
}

/// <summary>What follows from where groups end.</summary>
public static class TrialGroups
{
    /// <summary>The packs of a range, in training order.</summary>
    public static IEnumerable<TrialRange> Packs(this ITrialGroups groups, TrialRange range)
    {
        for (var start = range.Start; start < range.End;)
        {
            var end = Math.Min(groups.EndOf(start), range.End);
            yield return TrialRange.Between(start, end);
            start = end;
        }
    }
}

/// <summary>Groups that are all of one size.</summary>
/// <param name="Size">Trials per group; at least 1.</param>
public readonly record struct EqualGroups(long Size) : ITrialGroups
{
    /// <inheritdoc/>
    public long EndOf(long place) => (place / Size + 1) * Size;

    /// <inheritdoc/>
    public long PackCount(TrialRange range) => (range.End - 1) / Size - range.Start / Size + 1;
}
