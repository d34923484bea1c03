using System.Collections.Immutable;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Dashboard.Wording;

/// <summary>How many trials ended in each verdict, or why they have none.</summary>
/// <param name="Name">The verdict or state.</param>
/// <param name="Style">Its style.</param>
/// <param name="Count">How many.</param>
public sealed record EndCount(string Name, string Style, long Count)
{
    /// <summary>The counts of some results; those that are zero are left out.</summary>
    public static ImmutableArray<EndCount> Of(SweepResults results)
    {
        var ends = new TrialEnds(results.Spec.Schema);
        var counts = new long[ends.Names.Length];
        foreach (var result in results.Ranked)
            counts[ends.Of(result.State, result.VerdictIndex)]++;
        return
        [
            .. counts.Select((count, end) => new EndCount(ends.Names[end], ends.Style(end), count))
                .Where(end => end.Count > 0),
        ];
    }
}
