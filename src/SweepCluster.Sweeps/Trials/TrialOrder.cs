using System.Collections.Immutable;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Trials;

/// <summary>The order in which trials are trained: fusion group after fusion group.</summary>
/// <remarks>
/// A fusion group holds the trials that can share a pack: they differ only in settings that a lane may have for itself
/// (<see cref="LaneKeys"/>). Groups are all of one size, so place, trial and group follow from each other by
/// arithmetic on the axes, and nothing is ever listed.
/// </remarks>
public sealed class TrialOrder
{
    /// <summary>Settings that may differ from lane to lane within a pack.</summary>
    public static readonly ImmutableHashSet<SettingKey> LaneKeys =
    [
        SettingKey.LearningRate, SettingKey.Decay, SettingKey.Momentum, SettingKey.Rho, SettingKey.Epsilon,
    ];

    private readonly SearchSpace _space;
    private readonly GridPoints _points;
    private readonly int _repeats;
    private readonly int[] _groupAxes;
    private readonly int[] _laneAxes;
    private readonly long[] _strides;

    /// <summary>Lays out the trials of a search space, each configuration repeated.</summary>
    public TrialOrder(SearchSpace space, int repeats)
    {
        (_space, _points, _repeats) = (space, new GridPoints(space), repeats);
        var axes = Enumerable.Range(0, space.Axes.Length).ToLookup(i => LaneKeys.Contains(space.Axes[i].Key));
        (_groupAxes, _laneAxes) = ([.. axes[false]], [.. axes[true]]);
        _strides = Strides(space);
        Planned = checked(space.Count * repeats);
        GroupSize = _laneAxes.Aggregate(1L, (size, axis) => size * space.Axes[axis].Count);
    }

    /// <summary>Lays out the trials of a sweep.</summary>
    public TrialOrder(SweepSpec spec)
        : this(spec.SearchSpace, spec.Repeats)
    {
    }

    /// <summary>Number of trials.</summary>
    public long Planned { get; }

    /// <summary>Trials a fusion group.</summary>
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
    public static long PackCount(TrialRange range, long groupSize) => (range.End - 1) / groupSize - range.Start / groupSize + 1;

    private long Offset(int[] axes, long point)
    {
        var offset = 0L;
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            (point, var digit) = Math.DivRem(point, _space.Axes[axes[i]].Count);
            offset += digit * _strides[axes[i]];
        }

        return offset;
    }

    private long Point(int[] axes, long index) => axes.Aggregate(
        0L, (point, axis) => point * _space.Axes[axis].Count + index / _strides[axis] % _space.Axes[axis].Count);

    private static long[] Strides(SearchSpace space)
    {
        var strides = new long[space.Axes.Length];
        var stride = 1L;
        for (var i = strides.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= space.Axes[i].Count;
        }

        return strides;
    }
}
