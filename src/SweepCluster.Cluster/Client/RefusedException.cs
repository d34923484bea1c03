namespace SweepCluster.Cluster.Client;

/// <summary>The cluster refused a request; the message says why.</summary>
public class RefusedException(string message) : Exception(message);
