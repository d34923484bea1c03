using SweepCluster.Dashboard.Report;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Dashboard.Components;

/// <summary>How many trials ended in each verdict, or why they have none.</summary>
internal static class VerdictCounts
{
    /// <summary>In the order of <see cref="TrialEnds.Names"/>.</summary>
    public static long[] Of(SweepResults results)
    {
        var counts = new long[TrialEnds.Names.Length];
        foreach (var result in results.Ranked)
            counts[TrialEnds.Of(result.State, result.Outcome?.Verdict)]++;
        return counts;
    }
}
