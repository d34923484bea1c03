namespace SweepCluster.Cluster.Client;

/// <summary>The cluster refused a request; the message says why.</summary>
public sealed class RefusedException(string message) : Exception(message);
