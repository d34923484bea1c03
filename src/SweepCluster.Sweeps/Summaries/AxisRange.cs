using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Summaries;

/// <summary>A range of one axis that most trials of a group lie in, and most others do not.</summary>
/// <param name="AxisIndex">The axis.</param>
/// <param name="Words">Such as <c>decay ≥ 0.01</c>.</param>
/// <param name="Points">Whether each point of the axis lies in the range.</param>
/// <param name="Score">The share of the group that lies in it, less the share of all trials that do.</param>
public sealed record AxisRange(int AxisIndex, string Words, ImmutableArray<bool> Points, double Score)
{
    private const double LeastCoverage = 0.8;

    /// <summary>The tightest range of an axis that holds four fifths of a group; null if none does.</summary>
    /// <param name="axisIndex">The axis's place among all.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="group">Trials of the group at each point of the axis.</param>
    /// <param name="all">Trials at each point of the axis.</param>
    public static AxisRange? Tightest(int axisIndex, SweptAxis axis, long[] group, long[] all)
    {
        int[] order = [.. Enumerable.Range(0, axis.Count)];
        if (!axis.Parameter.IsWord)
            Array.Sort(Array.ConvertAll(order, point => axis[point].Number), order);
        var (groupTotal, allTotal) = ((double)group.Sum(), (double)all.Sum());
        (double Score, int From, int To) best = (0, 0, 0);
        foreach (var (from, to) in Ranges(axis, group, order))
        {
            var (inGroup, inAll) = (Sum(group, order, from, to) / groupTotal, Sum(all, order, from, to) / allTotal);
            if (inGroup >= LeastCoverage && inGroup - inAll > best.Score)
                best = (inGroup - inAll, from, to);
        }

        return best.Score > 0 ? Of(axisIndex, axis, order, best.From, best.To, best.Score) : null;
    }

    // Words: each value alone. Numbers: all up to a value, all from a value, and the value that most of the group has.
    private static IEnumerable<(int From, int To)> Ranges(SweptAxis axis, long[] group, int[] order)
    {
        var commonest = Array.IndexOf(order, Array.IndexOf(group, group.Max()));
        yield return (commonest, commonest + 1);
        if (axis.Parameter.IsWord || order.Length > 1000)
            yield break;
        for (var i = 1; i < order.Length; i++)
        {
            yield return (0, i);
            yield return (i, order.Length);
        }
    }

    private static long Sum(long[] counts, int[] order, int from, int to)
    {
        var sum = 0L;
        for (var i = from; i < to; i++)
            sum += counts[order[i]];
        return sum;
    }

    private static AxisRange Of(int axisIndex, SweptAxis axis, int[] order, int from, int to, double score)
    {
        var points = new bool[order.Length];
        for (var i = from; i < to; i++)
            points[order[i]] = true;
        var sign = to - from == 1 ? "=" : from == 0 ? "≤" : "≥";
        var value = axis[order[from == 0 && sign == "≤" ? to - 1 : from]];
        return new AxisRange(axisIndex, $"{axis.Parameter.Name} {sign} {value.ToShortString()}", [.. points], score);
    }
}
