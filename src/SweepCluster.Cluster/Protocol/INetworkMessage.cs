namespace SweepCluster.Cluster.Protocol;

/// <summary>A message between nodes, or between a client and a node; the wire's list has every such type.</summary>
public interface INetworkMessage;
