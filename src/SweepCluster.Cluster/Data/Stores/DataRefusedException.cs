namespace SweepCluster.Cluster.Data.Stores;

/// <summary>A store or a server refused data; the message says why and what to do.</summary>
public sealed class DataRefusedException(string message) : Exception(message)
{
    /// <summary>Whether it may take the same data later: the store is full or unavailable now.</summary>
    public bool MayPass { get; init; }
}
