namespace SweepCluster.Cluster.Node;

/// <summary>A node cannot start; the message says where and why.</summary>
public sealed class NodeStartException(string message, Exception cause) : Exception(message, cause);
