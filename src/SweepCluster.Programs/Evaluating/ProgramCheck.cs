using SweepCluster.Problems;
using SweepCluster.Programs.Processes;
using SweepCluster.Programs.Spec;

namespace SweepCluster.Programs.Evaluating;

/// <summary>Whether a program can be run on this machine.</summary>
internal static class ProgramCheck
{
    /// <summary>What to say where none can.</summary>
    public const string NotOnWindows = "programs run on Linux and macOS, and this is Windows";

    /// <summary>Checks it, unless the program's name or path differs from trial to trial.</summary>
    /// <exception cref="InvalidInputException">It cannot be run.</exception>
    public static void Here(ProgramSpec spec)
    {
        if (OperatingSystem.IsWindows())
            throw Problem(NotOnWindows);
        var (name, path) = (spec.Run[0], PathOf(spec));
        if (!name.Contains('{', StringComparison.Ordinal) && Executables.Find(name, path, spec.Folder) is null)
            throw Problem(Executables.NotFound(name, path));
    }

    private static string PathOf(ProgramSpec spec) => spec.Environment.GetValueOrDefault("PATH")
        ?? (spec.Inherit.Contains("PATH") ? System.Environment.GetEnvironmentVariable("PATH") : null)
        ?? "";

    private static InvalidInputException Problem(string what) =>
        new([new Problem("this machine", "sweep.program.run", what)]);
}
