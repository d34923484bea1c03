using System.Runtime.CompilerServices;
using SweepCluster.Objectives.Linear;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Tests;

internal static class KnownKinds
{
    // As the command does before anything else.
    [ModuleInitializer]
    internal static void Use() => ObjectiveKinds.Use([LinearKind.Instance]);
}
