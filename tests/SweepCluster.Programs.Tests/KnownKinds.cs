using System.Runtime.CompilerServices;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Programs.Tests;

internal static class KnownKinds
{
    // As the command does before anything else.
    [ModuleInitializer]
    internal static void Use() => ObjectiveKinds.Use([ProgramKind.Instance]);
}
