namespace SweepCluster.Cluster.Client;

/// <summary>No coordinator answered; the message lists the addresses that were tried.</summary>
public sealed class NoClusterException(string message) : Exception(message);
