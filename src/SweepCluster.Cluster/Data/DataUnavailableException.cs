namespace SweepCluster.Cluster.Data;

/// <summary>Data cannot be transferred; the message says why and what to do.</summary>
public sealed class DataUnavailableException(string message) : Exception(message);
