using System.Globalization;

namespace SweepCluster.Cli;

/// <summary>Whether this process may have as many files and connections open as it takes.</summary>
/// <remarks>With too few, parts of the program itself cannot be loaded, and what fails then has nothing to do with it.</remarks>
internal static class OpenFiles
{
    // A worker at rest has some two hundred.
    private const int Fewest = 256;

    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";

    /// <summary>What to tell where it may not; null where it may, and where that cannot be found out.</summary>
    public static string? Problem() => File.Exists(Limits) ? ProblemOf(File.ReadLines(Limits)) : null;

    /// <summary>What to tell for a process of these limits.</summary>
    /// <param name="limits">The lines of Linux's <c>/proc/PID/limits</c>.</param>
    public static string? ProblemOf(IEnumerable<string> limits)
    {
        var line = limits.FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) ?? "";
        var soft = line[Math.Min(Name.Length, line.Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most < Fewest
            ? $"sweep: this process may have {most} files and connections open, and needs {Fewest} or more: "
                + "raise the limit, for example with 'ulimit -n 1024'."
            : null;
    }
}
