using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>The trials of a grid, fusion group after fusion group.</summary>
/// <remarks>
/// A fusion group holds the trials that can share a pack: they differ only in settings that each lane has of its own
/// (<see cref="ObjectiveSpec.LaneParameters"/>). Groups are all of one size, so place, trial and group follow from
/// each other by arithmetic on the axes, and nothing is ever listed.
/// </remarks>
public sealed class GridOrder : TrialOrder
{
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
    public GridOrder(SearchSpace space, int repeats, ImmutableHashSet<string> laneParameters)
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
    public GridOrder(SweepSpec spec)
        : this(spec.SearchSpace, spec.Repeats, spec.Objective.LaneParameters)
    {
    }

    /// <inheritdoc/>
    public override long Planned { get; }

    /// <summary>Trials per fusion group.</summary>
    public long GroupSize { get; }

    /// <inheritdoc/>
    public override ITrialGroups Groups => new EqualGroups(GroupSize);

    /// <inheritdoc/>
    public override Trial this[long place]
    {
        get
        {
            var id = IdAt(place);
            var (index, repeat) = Math.DivRem(id, _repeats);
            return new Trial(id, _points[index], (int)repeat) { Place = place };
        }
    }

    /// <inheritdoc/>
    public override long IdAt(long place)
    {
        var (group, position) = Math.DivRem(place, GroupSize);
        var (groupPoint, repeat) = Math.DivRem(group, _repeats);
        return (Offset(_groupAxes, groupPoint) + Offset(_laneAxes, position)) * _repeats + repeat;
    }

    /// <inheritdoc/>
    public override long PlaceOf(long trialId)
    {
        var (index, repeat) = Math.DivRem(trialId, _repeats);
        return (Point(_groupAxes, index) * _repeats + repeat) * GroupSize + Point(_laneAxes, index);
    }

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
