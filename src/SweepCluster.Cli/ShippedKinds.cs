using System.Collections.Immutable;
using SweepCluster.Objectives.Linear;
using SweepCluster.Programs;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cli;

/// <summary>The catalogue of kinds of objective, a line per kind; a sweep file without any means the first.</summary>
internal static class ShippedKinds
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<IObjectiveKind> All { get; } = [LinearKind.Instance, ProgramKind.Instance];
}
