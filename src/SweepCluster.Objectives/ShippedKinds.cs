using System.Collections.Immutable;
using SweepCluster.Objectives.Linear;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Objectives;

/// <summary>The catalogue of kinds of objective, a line per kind; a sweep file without any means the first.</summary>
public static class ShippedKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<IObjectiveKind> All { get; } = [LinearKind.Instance];
}
