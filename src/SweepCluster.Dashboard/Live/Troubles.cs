using SweepCluster.Cluster.Client;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Live;

/// <summary>Makes plain words of what keeps a cluster from answering.</summary>
internal static class Troubles
{
    /// <summary>The trouble that a question ran into.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="before">The trouble before; the same one goes on since its beginning.</param>
    /// <param name="clock">Says when it began.</param>
    public static Trouble Of(Exception cause, Trouble? before, TimeProvider clock)
    {
        var (reason, isAway) = (cause.Message, cause is NoClusterException);
        return before is not null && (before.Reason, before.IsAway) == (reason, isAway)
            ? before
            : new Trouble(reason, clock.GetUtcNow(), isAway);
    }

    /// <summary>Whether it is one that a person can be told of.</summary>
    public static bool IsTold(Exception cause) => cause is NoClusterException or RefusedException or InvalidInputException;
}
