namespace SweepCluster.Cluster.Data;

/// <summary>Data are not taken; the message says why and what to do.</summary>
public sealed class DataRefusedException(string message) : Exception(message)
{
    /// <summary>Whether the same data may be taken later: the store has no room, or is away.</summary>
    public bool MayPass { get; init; }
}
