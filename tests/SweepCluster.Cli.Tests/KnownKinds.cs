using System.Runtime.CompilerServices;
using SweepCluster.Objectives;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cli.Tests;

internal static class KnownKinds
{
    // As the command does before anything else.
    [ModuleInitializer]
    internal static void Use() => ObjectiveKinds.Use(ShippedKinds.All);
}
