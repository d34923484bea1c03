using System.Globalization;
using System.Text;

namespace SweepCluster.Programs.Processes;

/// <summary>The processes that descend from one of ours, even if they have left its session.</summary>
/// <remarks>
/// All that a program starts has its variables, unless it clears them, and Linux lets their owner read them in /proc.
/// Elsewhere none is found: there, a program that leaves its session escapes.
/// </remarks>
internal static class MarkedProcesses
{
    /// <summary>The variable that carries the mark.</summary>
    public const string Variable = "SWEEP_MARK";

    /// <summary>The numbers of those with a mark.</summary>
    public static IReadOnlyList<int> Find(string mark)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var sought = Encoding.ASCII.GetBytes($"{Variable}={mark}");
        return [.. Ids().Where(id => Bears(id, sought))];
    }

    private static IEnumerable<int> Ids() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);

    private static bool Bears(int id, byte[] sought)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/environ")
                .AsSpan().IndexOf(sought) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
