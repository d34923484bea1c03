using SweepCluster.Cluster.Client;
using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Live;

/// <summary>Explains in plain words what keeps a cluster from answering.</summary>
internal static class Troubles
{
    /// <summary>Watchers learn of a silence that is longer than this.</summary>
    public static readonly Patience Patience = Patience.For(TimeSpan.FromSeconds(5));

    /// <summary>The trouble that a question ran into.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="before">The trouble before; if it is the same, it keeps its beginning.</param>
    /// <param name="clock">Gives the time it began.</param>
    public static Trouble Of(Exception cause, Trouble? before, TimeProvider clock)
    {
        var (reason, isAway) = (cause.Message, cause is NoClusterException);
        return before is not null && (before.Reason, before.IsAway) == (reason, isAway)
            ? before
            : new Trouble(reason, clock.GetUtcNow(), isAway) { IsOfJournal = cause is JournalAwayException };
    }

    /// <summary>The exception for a caller who asks once and needs a new answer.</summary>
    public static Exception ExceptionOf(Trouble trouble) => trouble switch
    {
        { IsAway: true } => new NoClusterException(trouble.Reason),
        { IsOfJournal: true } => new JournalAwayException(trouble.Reason),
        _ => new RefusedException(trouble.Reason),
    };

    /// <summary>Whether it is one to show to people.</summary>
    public static bool IsTold(Exception cause) =>
        cause is NoClusterException or RefusedException or InvalidInputException;
}
