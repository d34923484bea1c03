using Akka.Cluster.Tools.Client;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Configuration;
using SweepCluster.Cluster.Logging;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Client;

/// <summary>The actor system of a client: remoting, and no cluster of its own.</summary>
internal static class ClientConfiguration
{
    /// <summary>With the user's settings.</summary>
    public static Config For(NodeSettings settings) => ConfigurationFactory.ParseString(
        $$"""
        akka {
          actor.provider = remote
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          coordinated-shutdown { exit-clr = off, run-by-actor-system-terminate = off }
          remote.dot-netty.tcp { hostname = "{{settings.Host}}", port = {{settings.Port}} }
        }
        """)
        .WithFallback(StandardErrorLogger.Configuration(settings.LogLevel.ToUpperInvariant()))
        .WithFallback(NodeConfiguration.Serialization)
        .WithFallback(settings.Akka)
        .WithFallback(ClusterClientReceptionist.DefaultConfig())
        .WithFallback(DistributedPubSub.DefaultConfig());
}
