using System.Collections.Immutable;
using SweepCluster.Objectives.Linear;
using SweepCluster.Sweeps.Objectives;

namespace SweepCluster.Objectives;

/// <summary>The catalogue of kinds of objective: a line per kind. The first is meant where a sweep file speaks of none.</summary>
public static class ShippedKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<IObjectiveKind> All { get; } = [LinearKind.Instance];
}
