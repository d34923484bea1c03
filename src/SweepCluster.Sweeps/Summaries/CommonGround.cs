using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>What the settings of a group of trials have in common that others do not.</summary>
/// <param name="Conditions">One or two; empty if there is nothing worth telling.</param>
/// <param name="Count">How many of the group fulfil them all.</param>
public sealed record CommonGround(ImmutableArray<AxisRange> Conditions, long Count)
{
    // Below this a range says little: the group lies nearly like the other trials.
    private const double LeastScore = 0.15;
    private const double LeastTogether = 0.75;

    /// <summary>The one or two ranges that best tell a group from all trials.</summary>
    /// <param name="axes">The sweep's parameters.</param>
    /// <param name="group">Ids of the group's trials.</param>
    /// <param name="all">Ids of all trials.</param>
    public static CommonGround Of(
        ImmutableArray<SweptAxis> axes, IReadOnlyList<long> group, IReadOnlyList<long> all)
    {
        AxisRange[] found =
        [
            .. axes
                .Select((axis, i) => axis.Count < 2
                    ? null
                    : AxisRange.Tightest(i, axis, Counts(axis, group), Counts(axis, all)))
                .OfType<AxisRange>().Where(condition => condition.Score >= LeastScore)
                .OrderByDescending(condition => condition.Score).ThenBy(condition => condition.AxisIndex).Take(2),
        ];
        var together = Fulfil(axes, group, found);
        if (found.Length == 2 && together < LeastTogether * group.Count)
            (found, together) = (found[..1], Fulfil(axes, group, found[..1]));
        return new CommonGround([.. found], together);
    }

    /// <summary>Such as <c>decay ≥ 0.01 and learning-rate ≤ 0.001</c>.</summary>
    public override string ToString() => string.Join(" and ", Conditions.Select(condition => condition.Words));

    private static long[] Counts(SweptAxis axis, IReadOnlyList<long> trials)
    {
        var counts = new long[axis.Count];
        foreach (var id in trials)
            counts[axis.PointOf(id)]++;
        return counts;
    }

    private static long Fulfil(
        ImmutableArray<SweptAxis> axes, IReadOnlyList<long> trials, AxisRange[] conditions) =>
        trials.LongCount(id =>
            conditions.All(condition => condition.Points[axes[condition.AxisIndex].PointOf(id)]));
}
