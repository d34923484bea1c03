using System.Runtime.CompilerServices;
using SweepCluster.Problems;
using SweepCluster.Programs.Spec;

namespace SweepCluster.Programs.Files;

/// <summary>The files of each program, found once.</summary>
internal static class FileBundles
{
    private static readonly ConditionalWeakTable<ProgramSpec, FileBundle> Found = [];

    /// <summary>The files of a program, as they were when they were first asked for.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them.</exception>
    public static FileBundle Of(ProgramSpec spec) => Found.GetValue(spec, FileBundle.Of);
}
