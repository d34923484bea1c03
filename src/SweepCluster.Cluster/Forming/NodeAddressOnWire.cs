namespace SweepCluster.Cluster.Forming;

/// <summary>A node's address with the protocol that it speaks.</summary>
/// <param name="Protocol">akka.tcp or akka.ssl.tcp.</param>
/// <param name="HostAndPort">HOST:PORT.</param>
internal readonly record struct NodeAddressOnWire(string Protocol, string HostAndPort);
