using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Probing;

/// <summary>What a probe found at an address.</summary>
/// <param name="Asked">The address, as it was given.</param>
/// <param name="Own">The only address that the node there accepts; null if no node answers.</param>
/// <param name="Reason">Why no node answers, to follow the address and a colon; empty if one does.</param>
internal sealed record ProbedAddress(NodeAddress Asked, NodeAddress? Own, string Reason)
{
    /// <summary>Whether something accepted the connection, but no node that we can talk to.</summary>
    public bool IsSomebody { get; init; }

    /// <summary>The address to use: the node's own, or the given one if that is unknown.</summary>
    public NodeAddress Known => Own ?? Asked;

    /// <summary>No node answers.</summary>
    public static ProbedAddress Without(NodeAddress asked, string reason) => new(asked, null, reason);
}
