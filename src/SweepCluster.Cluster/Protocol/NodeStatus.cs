namespace SweepCluster.Cluster.Protocol;

/// <summary>A node of the cluster.</summary>
/// <param name="Address">HOST:PORT.</param>
/// <param name="Role">coordinator or worker.</param>
/// <param name="State">
/// joining, up, leaving or unreachable. The active coordinator's is active. A worker is unfit if the coordinator does
/// not understand its version, or if it cannot train for lack of data, disk, memory or descriptors.
/// </param>
/// <param name="Slots">Packs that it can train at the same time; 0 for a coordinator.</param>
/// <param name="Busy">Slots that are training.</param>
/// <param name="UpdatesPerSecond">Updates per second of all its trials together, over the last few seconds.</param>
public sealed record NodeStatus(string Address, string Role, string State, int Slots, int Busy, double UpdatesPerSecond)
{
    /// <summary>GPUs that its trials may use.</summary>
    public int Gpus { get; init; }

    /// <summary>Whether it is the active coordinator and takes sweeps of programs from the HTTP API.</summary>
    public bool AllowsPrograms { get; init; }

    /// <summary>Why it is unfit; empty if it is not.</summary>
    public string Problem { get; init; } = "";
}
