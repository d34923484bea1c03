using System.Runtime.CompilerServices;
using SweepCluster.Objectives.Linear;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cluster.Tests;

internal static class KnownKinds
{
    // As the command does before anything else. The second kind reveals code that assumes the first one.
    [ModuleInitializer]
    internal static void Use() => ObjectiveKinds.Use([LinearKind.Instance, TossKind.Instance]);
}
