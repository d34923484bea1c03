namespace SweepCluster.Cluster.Client;

/// <summary>No coordinator answered; the message says where they were looked for.</summary>
public sealed class NoClusterException(string message) : Exception(message);
