using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Client;

/// <summary>Turns a cluster's answer into the one that was asked for, or into an exception.</summary>
internal static class ClusterAnswer
{
    /// <summary>The answer, if it is of the expected type.</summary>
    /// <param name="answer">The cluster's answer.</param>
    /// <param name="mayHaveHappened">Whether the same request went out before and was not answered.</param>
    /// <exception cref="JournalAwayException">The cluster cannot use its journal.</exception>
    /// <exception cref="RefusedException">The answer is another one.</exception>
    public static T As<T>(object answer, bool mayHaveHappened = false)
        where T : SweepProtocol.IToClient => answer switch
        {
            T wanted => wanted,
            SweepProtocol.SweepRefused refused => throw new RefusedException(refused.Reason),
            SweepProtocol.SweepInterrupted { Kind: OutageKind.OtherVersion } other => throw new RefusedException(
                $"{other.Reason}; start its coordinators and workers in the version that began it, or submit it anew"),
            SweepProtocol.SweepInterrupted { Kind: OutageKind.Damage } damaged => throw new RefusedException(
                $"{damaged.Reason}; bring the coordinator's journal back from a copy, and start the coordinator again"),
            SweepProtocol.SweepInterrupted interrupted => throw new JournalAwayException(
                $"the cluster cannot use its journal now ({interrupted.Reason}); what is recorded is kept"
                + (mayHaveHappened ? ", and what was asked for may still happen: 'sweep list' tells" : "")),
            SweepProtocol.UnknownSweep unknown => throw new RefusedException(
                $"the cluster knows no sweep '{unknown.SweepId}'; 'sweep list' names those it knows"),
            _ => throw new RefusedException(
                "the cluster gives an answer that is not known here; is its version another one?"),
        };
}
