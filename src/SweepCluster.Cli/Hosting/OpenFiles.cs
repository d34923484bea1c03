using System.Globalization;

namespace SweepCluster.Cli.Hosting;

/// <summary>Checks that this process may have enough files and connections open.</summary>
/// <remarks>With too few, assemblies fail to load, and the error messages do not name the cause.</remarks>
internal static class OpenFiles
{
    // An idle worker has about two hundred.
    private const int Fewest = 256;

    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";

    /// <summary>What to say if it may not; null if it may, or if that cannot be found out.</summary>
    public static string? Problem() => File.Exists(Limits) ? ProblemOf(File.ReadLines(Limits)) : null;

    /// <summary>What to say for a process with these limits.</summary>
    /// <param name="limits">The lines of Linux's <c>/proc/PID/limits</c>.</param>
    public static string? ProblemOf(IEnumerable<string> limits)
    {
        var line = limits.FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) ?? "";
        var soft = line[Math.Min(Name.Length, line.Length)..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most < Fewest
            ? $"sweep: this process may have {most} files and connections open, and needs {Fewest} or more: "
                + "raise the limit, for example with 'ulimit -n 1024'."
            : null;
    }
}
