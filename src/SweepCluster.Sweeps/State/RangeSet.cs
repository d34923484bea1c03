using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>A set of places in the training order, kept as disjoint ranges.</summary>
/// <remarks>Work is handed out in order, so a set of millions of places is a handful of ranges.</remarks>
public sealed record RangeSet
{
    private RangeSet(ImmutableArray<TrialRange> ranges) => Ranges = ranges;

    /// <summary>The set without a place.</summary>
    public static RangeSet Empty { get; } = new(ImmutableArray<TrialRange>.Empty);

    /// <summary>The ranges, ascending, with a gap between each two.</summary>
    public ImmutableArray<TrialRange> Ranges { get; }

    /// <summary>Number of places.</summary>
    public long Count => Ranges.Sum(range => range.Count);

    /// <summary>The set with a range added; places already there stay.</summary>
    public RangeSet Add(TrialRange range)
    {
        var (from, to) = Touching(range);
        if (from == to)
            return new RangeSet(Ranges.Insert(from, range));
        var merged = TrialRange.Between(
            Math.Min(range.Start, Ranges[from].Start), Math.Max(range.End, Ranges[to - 1].End));
        return new RangeSet(Ranges.RemoveRange(from, to - from).Insert(from, merged));
    }

    /// <summary>The parts of a range that are not in the set, ascending.</summary>
    public IEnumerable<TrialRange> Missing(TrialRange range)
    {
        var next = range.Start;
        for (var i = FirstEndingAfter(range.Start); i < Ranges.Length && Ranges[i].Start < range.End; i++)
        {
            if (Ranges[i].Start > next)
                yield return TrialRange.Between(next, Ranges[i].Start);
            next = Ranges[i].End;
        }

        if (next < range.End)
            yield return TrialRange.Between(next, range.End);
    }

    /// <summary>Number of places of a range that are in the set.</summary>
    public long CountWithin(TrialRange range) => range.Count - Missing(range).Sum(gap => gap.Count);

    /// <inheritdoc/>
    public bool Equals(RangeSet? other) => other is not null && Ranges.SequenceEqual(other.Ranges);

    /// <inheritdoc/>
    public override int GetHashCode() => Ranges.Length;

    private (int From, int To) Touching(TrialRange range)
    {
        var from = FirstEndingAfter(range.Start - 1);
        var to = from;
        while (to < Ranges.Length && Ranges[to].Start <= range.End)
            to++;
        return (from, to);
    }

    private int FirstEndingAfter(long place)
    {
        int low = 0, high = Ranges.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Ranges[middle].End > place ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
