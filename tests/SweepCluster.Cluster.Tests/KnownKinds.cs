using System.Runtime.CompilerServices;
using SweepCluster.Objectives;
using SweepCluster.Sweeps.Objectives;

namespace SweepCluster.Cluster.Tests;

internal static class KnownKinds
{
    // As the command does before anything else; with another, so that what is taken for the first kind is told from it.
    [ModuleInitializer]
    internal static void Use() => ObjectiveKinds.Use([.. ShippedKinds.All, TossKind.Instance]);
}
