using SweepCluster.Cluster.Client;
using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Live;

/// <summary>Explains in plain words what keeps a cluster from answering.</summary>
internal static class ClusterOutages
{
    /// <summary>Watchers learn of a silence that is longer than this.</summary>
    public static readonly Patience Patience = Patience.For(TimeSpan.FromSeconds(5));

    /// <summary>The outage that a question ran into.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="before">The outage before; if it is the same, it keeps its beginning.</param>
    /// <param name="clock">Gives the time it began.</param>
    public static ClusterOutage Of(Exception cause, ClusterOutage? before, TimeProvider clock)
    {
        var (reason, isAway) = (cause.Message, cause is NoClusterException);
        return before is not null && (before.Reason, before.IsAway) == (reason, isAway)
            ? before
            : new ClusterOutage(reason, clock.GetUtcNow(), isAway) { IsOfJournal = cause is JournalAwayException };
    }

    /// <summary>The exception for a caller who asks once and needs a new answer.</summary>
    public static Exception ExceptionOf(ClusterOutage outage) => outage switch
    {
        { IsAway: true } => new NoClusterException(outage.Reason),
        { IsOfJournal: true } => new JournalAwayException(outage.Reason),
        _ => new RefusedException(outage.Reason),
    };

    /// <summary>Whether it is one to show to people.</summary>
    public static bool IsTold(Exception cause) =>
        cause is NoClusterException or RefusedException or InvalidInputException;
}
