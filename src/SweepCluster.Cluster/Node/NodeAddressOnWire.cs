namespace SweepCluster.Cluster.Node;

/// <summary>Where a node answers.</summary>
/// <param name="Protocol">akka.tcp or akka.ssl.tcp.</param>
/// <param name="HostAndPort">HOST:PORT.</param>
internal readonly record struct NodeAddressOnWire(string Protocol, string HostAndPort);
