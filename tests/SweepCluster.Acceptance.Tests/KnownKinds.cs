using System.Runtime.CompilerServices;
using SweepCluster.Objectives;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Acceptance.Tests;

internal static class KnownKinds
{
    // The command does this before anything else; tests that read its files in their own process need it too.
    [ModuleInitializer]
    internal static void Use() => ObjectiveKinds.Use(ShippedKinds.All);
}
