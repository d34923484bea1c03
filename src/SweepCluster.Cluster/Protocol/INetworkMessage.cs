namespace SweepCluster.Cluster.Protocol;

/// <summary>Travels between nodes, or between a client and a node; every type of it is on the wire's list.</summary>
public interface INetworkMessage;
