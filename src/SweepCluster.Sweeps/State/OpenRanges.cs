using System.Collections.Immutable;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>The queue of trials that wait for a slot: disjoint ranges in training order.</summary>
internal static class OpenRanges
{
    /// <summary>The queue with ranges put back, each as it is or in halves.</summary>
    public static ImmutableArray<OpenRange> With(
        ImmutableArray<OpenRange> open, IEnumerable<TrialRange> ranges, int attempt, bool halve) =>
        [.. open.Concat(ranges.SelectMany(range => halve ? Halves(range) : [range])
            .Select(range => new OpenRange(range, attempt))).OrderBy(waiting => waiting.Range.Start)];

    /// <summary>The queue without the places of a range.</summary>
    public static ImmutableArray<OpenRange> Without(ImmutableArray<OpenRange> open, TrialRange range) =>
        [.. open.SelectMany(waiting => Outside(waiting.Range, range).Select(rest => waiting with { Range = rest }))];

    private static IEnumerable<TrialRange> Outside(TrialRange range, TrialRange cut)
    {
        if (cut.End <= range.Start || cut.Start >= range.End)
        {
            yield return range;
            yield break;
        }

        if (cut.Start > range.Start)
            yield return TrialRange.Between(range.Start, cut.Start);
        if (cut.End < range.End)
            yield return TrialRange.Between(cut.End, range.End);
    }

    private static IEnumerable<TrialRange> Halves(TrialRange range)
    {
        var middle = range.Start + (range.Count + 1) / 2;
        yield return TrialRange.Between(range.Start, middle);
        if (middle < range.End)
            yield return TrialRange.Between(middle, range.End);
    }
}
