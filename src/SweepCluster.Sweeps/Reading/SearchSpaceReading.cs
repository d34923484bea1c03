using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Search;

namespace SweepCluster.Sweeps.Reading;

/// <summary>An axis and where it stands.</summary>
public sealed record FoundAxis(Parameter Axis, Origin Origin);

/// <summary>The search space as the file describes it.</summary>
/// <param name="Block">Its block.</param>
/// <param name="Keys">The parameters that are axes, the wrong ones too.</param>
/// <param name="Axes">The axes that are right.</param>
/// <param name="IsSound">Whether all axes and their conditions are; what is not has been reported.</param>
public sealed record SearchSpaceReading(
    Block Block, ImmutableHashSet<string> Keys, ImmutableArray<FoundAxis> Axes, bool IsSound)
{
    /// <summary>The search space of those that are right.</summary>
    public SearchSpace Space => new([.. Axes.Select(found => found.Axis)]);

    /// <summary>Whether some axes apply under values of others only.</summary>
    public bool HasConditions => Axes.Any(found => found.Axis.When is not null);
}
