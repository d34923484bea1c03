using SweepCluster.Dashboard.Report;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Dashboard.Components;

/// <summary>How many trials ended in each verdict.</summary>
internal static class VerdictCounts
{
    /// <summary>In the order of <see cref="Palette.VerdictNames"/>: verdicts, then trials without a result.</summary>
    public static long[] Of(SweepResults results)
    {
        var counts = new long[Palette.VerdictNames.Length];
        foreach (var result in results.Ranked)
            counts[result.Outcome is { } outcome ? (int)outcome.Verdict : CellTable.NoResult]++;
        return counts;
    }

    /// <summary>The style of a verdict.</summary>
    public static string Style(int verdict) =>
        verdict == CellTable.NoResult ? "none" : Palette.VerdictNames[verdict].ToLowerInvariant();
}
