using System.Globalization;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>When a node's coordinator was at work, by the node's own log.</summary>
internal static class WorkLog
{
    private const string Begins = " The coordinator is at work here";
    private const string Ends = " The coordinator is at work here no longer";

    /// <summary>From when to when, in order; without an end for one that is at work now.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset? To)> Of(NodeProcess coordinator)
    {
        DateTimeOffset? from = null;
        foreach (var line in coordinator.Lines)
        {
            if (line.EndsWith(Begins, StringComparison.Ordinal))
            {
                from = TimeOf(line);
            }
            else if (line.EndsWith(Ends, StringComparison.Ordinal))
            {
                yield return (from!.Value, TimeOf(line));
                from = null;
            }
        }

        if (from is { } still)
            yield return (still, null);
    }

    private static DateTimeOffset TimeOf(string line) => DateTimeOffset.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);
}
