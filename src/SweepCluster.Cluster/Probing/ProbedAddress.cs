using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Probing;

/// <summary>What stands at an address.</summary>
/// <param name="Asked">The address, as it was given.</param>
/// <param name="Own">What the node there calls itself, which alone it listens to; null where none answers.</param>
/// <param name="Trouble">Why none answers, in words that go on after the address and a colon; empty where one does.</param>
internal sealed record ProbedAddress(NodeAddress Asked, NodeAddress? Own, string Trouble)
{
    /// <summary>Whether somebody took the connection, though no node that can be talked to.</summary>
    public bool IsSomebody { get; init; }

    /// <summary>The address to use: what the node calls itself, or what was given where that is not known.</summary>
    public NodeAddress Known => Own ?? Asked;

    /// <summary>No node answers.</summary>
    public static ProbedAddress Without(NodeAddress asked, string trouble) => new(asked, null, trouble);
}
