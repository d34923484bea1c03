using System.Collections.Immutable;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>What the settings of a group of trials have in common that others do not.</summary>
/// <param name="Conditions">One or two; empty if there is nothing worth telling.</param>
/// <param name="Count">How many of the group fulfil them all.</param>
public sealed record CommonGround(ImmutableArray<Condition> Conditions, long Count)
{
    // Below this a range says little: the group lies nearly like the other trials.
    private const double LeastScore = 0.15;
    private const double LeastTogether = 0.75;

    /// <summary>The one or two ranges that best tell a group from all trials.</summary>
    public static CommonGround Of(SweepSpec spec, IReadOnlyList<long> group, IReadOnlyList<long> all)
    {
        var axes = spec.SearchSpace.Parameters;
        Condition[] found =
        [
            .. axes
                .Select((axis, i) => axis.Count < 2
                    ? null
                    : Condition.Tightest(i, axis, Counts(spec, i, group), Counts(spec, i, all)))
                .OfType<Condition>().Where(condition => condition.Score >= LeastScore)
                .OrderByDescending(condition => condition.Score).ThenBy(condition => condition.AxisIndex).Take(2),
        ];
        var together = Fulfil(spec, group, found);
        if (found.Length == 2 && together < LeastTogether * group.Count)
            (found, together) = (found[..1], Fulfil(spec, group, found[..1]));
        return new CommonGround([.. found], together);
    }

    /// <summary>Such as <c>decay ≥ 0.01 and learning-rate ≤ 0.001</c>.</summary>
    public override string ToString() => string.Join(" and ", Conditions.Select(condition => condition.Words));

    private static long[] Counts(SweepSpec spec, int axis, IReadOnlyList<long> trials)
    {
        var counts = new long[spec.SearchSpace.Parameters[axis].Count];
        var stride = Stride(spec, axis);
        foreach (var id in trials)
            counts[id / stride % counts.Length]++;
        return counts;
    }

    private static long Fulfil(SweepSpec spec, IReadOnlyList<long> trials, Condition[] conditions)
    {
        var strides = Array.ConvertAll(conditions, condition => Stride(spec, condition.AxisIndex));
        return trials.LongCount(id => conditions.Zip(strides)
            .All(pair => pair.First.Points[(int)(id / pair.Second % pair.First.Points.Length)]));
    }

    // How many trials lie between one point of an axis and the next.
    private static long Stride(SweepSpec spec, int axis) =>
        spec.SearchSpace.Parameters.Skip(axis + 1)
            .Aggregate((long)spec.Repeats, (product, after) => product * after.Count);
}
