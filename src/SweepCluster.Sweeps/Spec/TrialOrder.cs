using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Spec;

/// <summary>The order in which trials are trained: fusion group after fusion group.</summary>
/// <remarks>
/// A fusion group holds the trials that can share a pack: they differ only in settings that each lane has of its own
/// (<see cref="ObjectiveSpec.LaneParameters"/>). Groups are all of one size, so place, trial and group follow from
/// each other by arithmetic on the axes, and nothing is ever listed.
/// </remarks>
public sealed class TrialOrder
{
    /// <summary>Counts the changes of the order; journals name trials by their places in it.</summary>
    public const int Version = 1;

    private readonly SearchSpace _space;
    private readonly GridPoints _points;
    private readonly int _repeats;
    private readonly int[] _groupAxes;
    private readonly int[] _laneAxes;
    private readonly long[] _strides;

    /// <summary>Lays out the trials of a search space, each configuration repeated.</summary>
    /// <param name="space">The search space.</param>
    /// <param name="repeats">Trials per configuration.</param>
    /// <param name="laneParameters">Parameters that may differ within a fusion group.</param>
    public TrialOrder(SearchSpace space, int repeats, ImmutableHashSet<string> laneParameters)
    {
        (_space, _points, _repeats) = (space, new GridPoints(space), repeats);
        var axes = Enumerable.Range(0, space.Parameters.Length)
            .ToLookup(i => laneParameters.Contains(space.Parameters[i].Name));
        (_groupAxes, _laneAxes) = ([.. axes[false]], [.. axes[true]]);
        _strides = Strides(space);
        Planned = checked(space.Count * repeats);
        GroupSize = _laneAxes.Aggregate(1L, (size, axis) => size * space.Parameters[axis].Count);
    }

    /// <summary>Lays out the trials of a sweep.</summary>
    public TrialOrder(SweepSpec spec)
        : this(spec.SearchSpace, spec.Repeats, spec.Objective.LaneParameters)
    {
    }

    /// <summary>Number of trials.</summary>
    public long Planned { get; }

    /// <summary>Trials per fusion group.</summary>
    public long GroupSize { get; }

    /// <summary>The trial at a place of the order.</summary>
    public Trial this[long place]
    {
        get
        {
            var id = IdAt(place);
            var (index, repeat) = Math.DivRem(id, _repeats);
            return new Trial(id, _points[index], (int)repeat);
        }
    }

    /// <summary>The id of the trial at a place of the order.</summary>
    public long IdAt(long place)
    {
        var (group, position) = Math.DivRem(place, GroupSize);
        var (groupPoint, repeat) = Math.DivRem(group, _repeats);
        return (Offset(_groupAxes, groupPoint) + Offset(_laneAxes, position)) * _repeats + repeat;
    }

    /// <summary>The place of a trial in the order.</summary>
    public long PlaceOf(long trialId)
    {
        var (index, repeat) = Math.DivRem(trialId, _repeats);
        return (Point(_groupAxes, index) * _repeats + repeat) * GroupSize + Point(_laneAxes, index);
    }

    /// <summary>The place after the last trial of the group that holds a place.</summary>
    public static long GroupEnd(long place, long groupSize) => (place / groupSize + 1) * groupSize;

    /// <summary>The packs of a range: its parts that lie in one group each, in training order.</summary>
    public static IEnumerable<TrialRange> Packs(TrialRange range, long groupSize)
    {
        for (var start = range.Start; start < range.End;)
        {
            var end = Math.Min(GroupEnd(start, groupSize), range.End);
            yield return TrialRange.Between(start, end);
            start = end;
        }
    }

    /// <summary>How many packs a range has.</summary>
    public static long PackCount(TrialRange range, long groupSize) =>
        (range.End - 1) / groupSize - range.Start / groupSize + 1;

    private long Offset(int[] axes, long point)
    {
        var offset = 0L;
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            (point, var digit) = Math.DivRem(point, _space.Parameters[axes[i]].Count);
            offset += digit * _strides[axes[i]];
        }

        return offset;
    }

    private long Point(int[] axes, long index)
    {
        var point = 0L;
        foreach (var axis in axes)
        {
            var count = _space.Parameters[axis].Count;
            point = point * count + index / _strides[axis] % count;
        }
        return point;
    }

    private static long[] Strides(SearchSpace space)
    {
        var strides = new long[space.Parameters.Length];
        var stride = 1L;
        for (var i = strides.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= space.Parameters[i].Count;
        }

        return strides;
    }
}
