using System.Globalization;

namespace SweepCluster.Acceptance.Tests.Clusters.Machines;

/// <summary>Reads from a node's log when its coordinator was at work.</summary>
internal static class WorkLog
{
    private const string Begins = " The coordinator is at work here";
    private const string Ends = " The coordinator is at work here no longer";

    /// <summary>The periods, in order; the last has no end if the coordinator is at work now.</summary>
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

    private static DateTimeOffset TimeOf(string line) =>
        DateTimeOffset.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);
}
