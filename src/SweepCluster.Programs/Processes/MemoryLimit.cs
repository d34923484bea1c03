using System.Collections.Immutable;
using System.Globalization;

namespace SweepCluster.Programs.Processes;

/// <summary>Starts a program that may address only so much memory.</summary>
internal static class MemoryLimit
{
    private const string Script = "ulimit -v \"$0\" && exec \"$@\"";

    /// <summary>The words that start it; the same words for no limit.</summary>
    /// <param name="words">The program's full path and its arguments.</param>
    /// <param name="bytes">The limit of each of its processes; 0 for none.</param>
    public static ImmutableArray<string> Around(ImmutableArray<string> words, long bytes) => bytes == 0
        ? words
        : ["/bin/sh", "-c", Script, Math.Max(1, bytes / 1024).ToString(CultureInfo.InvariantCulture), .. words];
}
