namespace SweepCluster.Cluster.Data;

/// <summary>Data cannot be brought from one end to the other; the message says why and what to do.</summary>
public sealed class DataUnavailableException(string message) : Exception(message);
