using System.Collections.Immutable;
using SweepCluster.Problems;
using SweepCluster.Programs.Processes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Access;

/// <summary>Refuses programs that the owner of the machine has not listed.</summary>
internal static class AllowedPrograms
{
    // Variables of the dynamic loader: with these, a listed program runs code of anybody's.
    private static readonly ImmutableArray<string> LoaderPrefixes = ["LD_", "DYLD_"];

    /// <summary>The path to start a program by.</summary>
    /// <param name="program">Its full path.</param>
    /// <param name="variables">The names of the variables that the sweep file sets.</param>
    /// <param name="allowed">Paths, and folders with a slash at the end; empty for any program.</param>
    /// <exception cref="TryElsewhereException">It is not to run here.</exception>
    /// <remarks>
    /// What counts is where links lead. A path that is listed as it is written stays so, because some programs look at
    /// it, such as the Python of a virtual environment; another one is replaced by where it leads, so that nobody can
    /// change that after the check.
    /// </remarks>
    public static string Checked(string program, IEnumerable<string> variables, ImmutableArray<string> allowed)
    {
        if (allowed.IsEmpty)
            return program;
        var loading = variables.FirstOrDefault(name =>
            LoaderPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        if (loading is not null)
            throw new TryElsewhereException(
                $"this worker runs listed programs only, and {loading} could have them run any code");
        var real = LibC.RealPath(program);
        if (real is null || !IsListed(real, [.. allowed.Select(Resolved)]))
            throw new TryElsewhereException(
                $"this worker runs only {string.Join(", ", allowed)} (programs.allow), and not "
                + Shown.Plain(real is null || real == program ? program : $"{program}, which is {real}"));
        return IsListed(program, allowed) ? program : real;
    }

    private static bool IsListed(string path, ImmutableArray<string> allowed) => allowed.Any(entry =>
        entry.EndsWith('/') ? path.StartsWith(entry, StringComparison.Ordinal) : path == entry);

    private static string Resolved(string entry) => entry.EndsWith('/') && entry.Length > 1
        ? $"{LibC.RealPath(entry)?.TrimEnd('/') ?? entry.TrimEnd('/')}/"
        : LibC.RealPath(entry) ?? entry;
}
