namespace SweepCluster.Cluster.Protocol;

/// <summary>A node of the cluster.</summary>
/// <param name="Address">HOST:PORT.</param>
/// <param name="Role">coordinator or worker.</param>
/// <param name="State">
/// joining, up, leaving, unreachable; for the coordinator at work: active; for a worker of a version that it does not
/// understand, or that cannot train for want of data, disk, memory or descriptors: unfit.
/// </param>
/// <param name="Slots">Packs it trains at the same time; 0 for a coordinator.</param>
/// <param name="Busy">Slots that train now.</param>
/// <param name="UpdatesPerSecond">Updates of all trials that it trains, together, over the last few seconds.</param>
public sealed record NodeStatus(string Address, string Role, string State, int Slots, int Busy, double UpdatesPerSecond)
{
    /// <summary>Why it is unfit, in words; empty where it is not.</summary>
    public string Problem { get; init; } = "";
}
