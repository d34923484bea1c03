using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Trials;

/// <summary>A set of places in the training order, kept as disjoint ranges.</summary>
/// <remarks>
/// Work is handed out in order, so a set of millions of places is a handful of ranges; each step takes time in the
/// logarithm of their number.
/// </remarks>
public sealed record RangeSet
{
    private static readonly Comparer<TrialRange> ByStart =
        Comparer<TrialRange>.Create((a, b) => a.Start.CompareTo(b.Start));

    private readonly ImmutableSortedSet<TrialRange> _ranges;

    private RangeSet(ImmutableSortedSet<TrialRange> ranges, long count) => (_ranges, Count) = (ranges, count);

    /// <summary>The set of no places.</summary>
    public static RangeSet Empty { get; } = new(ImmutableSortedSet<TrialRange>.Empty.WithComparer(ByStart), 0);

    /// <summary>The ranges, ascending, with a gap between each two.</summary>
    public IReadOnlyList<TrialRange> Ranges => _ranges;

    /// <summary>Number of places.</summary>
    public long Count { get; }

    /// <summary>The set with a range added; places already there stay.</summary>
    public RangeSet Add(TrialRange range)
    {
        var (merged, ranges, count) = (range, _ranges, Count);
        foreach (var old in From(range.Start - 1).TakeWhile(old => old.Start <= range.End))
        {
            merged = TrialRange.Between(Math.Min(merged.Start, old.Start), Math.Max(merged.End, old.End));
            ranges = ranges.Remove(old);
            count -= old.Count;
        }

        return new RangeSet(ranges.Add(merged), count + merged.Count);
    }

    /// <summary>The set without the places of a range.</summary>
    public RangeSet Remove(TrialRange range)
    {
        var (ranges, count) = (_ranges, Count);
        foreach (var old in Overlapping(range))
        {
            ranges = old.Outside(range).Aggregate(ranges.Remove(old), (set, rest) => set.Add(rest));
            count -= old.Count - old.Outside(range).Sum(rest => rest.Count);
        }

        return new RangeSet(ranges, count);
    }

    /// <summary>The parts of a range that are not in the set, ascending.</summary>
    public IEnumerable<TrialRange> Missing(TrialRange range)
    {
        var next = range.Start;
        foreach (var held in Overlapping(range))
        {
            if (held.Start > next)
                yield return TrialRange.Between(next, held.Start);
            next = held.End;
        }

        if (next < range.End)
            yield return TrialRange.Between(next, range.End);
    }

    /// <summary>Number of places of a range that are in the set.</summary>
    public long CountWithin(TrialRange range) => range.Count - Missing(range).Sum(gap => gap.Count);

    /// <inheritdoc/>
    public bool Equals(RangeSet? other) => other is not null && _ranges.SequenceEqual(other._ranges);

    /// <inheritdoc/>
    public override int GetHashCode() => _ranges.Count;

    private IEnumerable<TrialRange> Overlapping(TrialRange range) =>
        From(range.Start).TakeWhile(held => held.Start < range.End);

    // The ranges that end after a place, ascending.
    private IEnumerable<TrialRange> From(long place)
    {
        var found = _ranges.IndexOf(new TrialRange(place, 1));
        var first = found >= 0 ? found : ~found;
        if (found < 0 && first > 0 && _ranges[first - 1].End > place)
            first--;
        for (var i = first; i < _ranges.Count; i++)
            yield return _ranges[i];
    }
}
