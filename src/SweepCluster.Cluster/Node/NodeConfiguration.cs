using Akka.Configuration;
using SweepCluster.Cluster.Forming;
using SweepCluster.Cluster.Logging;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Security.Serialization;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Node;

/// <summary>Settings of the actor system that no user needs to know.</summary>
internal static class NodeConfiguration
{
    /// <summary>A cluster of one: nothing to wait for, no network, no log among the results.</summary>
    public static Config Embedded => ConfigurationFactory.ParseString(
        $$"""
        akka {
          actor.provider = cluster
          # A transport in memory, without a socket. Its key distinguishes it from other nodes in this process.
          remote {
            enabled-transports = ["akka.remote.in-memory"]
            in-memory {
              transport-class = "Akka.Remote.Transport.TestTransport, Akka.Remote"
              applied-adapters = []
              registry-key = "{{Guid.NewGuid()}}"
              local-address = "test://sweep@localhost:0"
              maximum-payload-bytes = 32000b
              scheme-identifier = test
            }
          }
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          coordinated-shutdown { exit-clr = off, run-by-actor-system-terminate = off }
          cluster {
            # No news travels over a network: what a larger cluster waits for is there at the next tick.
            periodic-tasks-initial-delay = 10ms
            leader-actions-interval = 20ms
            roles = [{{NodeRoles.Coordinator}}, {{NodeRoles.Worker}}]
            log-info = off
          }
        }
        """).WithFallback(Serialization);

    // On a busy machine an actor may take minutes to start; giving up gains nothing.
    private static Config Patience => ConfigurationFactory.ParseString(
        """
        akka.actor.creation-timeout = 1h
        akka.remote { startup-timeout = 1h, shutdown-timeout = 1m }
        """);

    /// <summary>The serializers of journal and wire alone, the sizes of messages, and the timeouts of starts.</summary>
    public static Config Serialization => ConfigurationFactory.ParseString(
        """
        akka.actor {
          serializers {
            sweep-journal = "SweepCluster.Cluster.Journal.JournalSerializer, SweepCluster.Cluster"
            sweep-register = "SweepCluster.Cluster.Journal.RegisterSerializer, SweepCluster.Cluster"
            sweep-wire = "SweepCluster.Cluster.Wire.WireSerializer, SweepCluster.Cluster"
          }
          serialization-bindings {
            "SweepCluster.Sweeps.State.ISweepEvent, SweepCluster.Sweeps" = sweep-journal
            "SweepCluster.Cluster.Register.IRegisterEvent, SweepCluster.Cluster" = sweep-register
            "SweepCluster.Cluster.Protocol.INetworkMessage, SweepCluster.Cluster" = sweep-wire
          }
        }
        """)
        .WithFallback(ClosedSerialization.Configuration)
        .WithFallback(FrameSizes.Configuration)
        .WithFallback(Patience);

    /// <summary>A node of a cluster on a network.</summary>
    /// <param name="settings">The user's settings.</param>
    public static Config Networked(NodeSettings settings) => ConfigurationFactory.ParseString(
        $$"""
        akka {
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          # No timer of a node is shorter than 200 ms; finer ticks only keep an idle node awake.
          scheduler.tick-duration = 50ms
          coordinated-shutdown {
            exit-clr = off
            phases {
              cluster-sharding-shutdown-region.timeout = 1s
              cluster-leave.timeout = 1s
              cluster-exiting.timeout = 1s
              cluster-exiting-done.timeout = 1s
              cluster-shutdown.timeout = 1s
            }
          }
          # If this were on, two nodes could listen on one port and each would get some of the messages.
          remote.dot-netty.tcp.tcp-reuse-addr = off
          cluster {
            log-info = off
            {{Downing(settings)}}
          }
        }
        """)
        .WithFallback(StandardErrorLogger.Configuration(settings.LogLevel.ToUpperInvariant(), settings.LogsJson))
        .WithFallback(Serialization)
        .WithFallback(settings.Akka);

    // Of several coordinators the majority goes on, and one that starts while it is cut off from the others must not
    // work alone.
    private static string Downing(NodeSettings settings) => settings.Coordinators.Length < 2
        ? """downing-provider-class = "SweepCluster.Cluster.Forming.LoneCoordinatorDowning, SweepCluster.Cluster" """
        : $$"""
          downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
          split-brain-resolver { active-strategy = keep-majority, keep-majority { role = coordinator } }
          role { coordinator.min-nr-of-members = {{settings.Coordinators.Length / 2 + 1}} }
          """;
}
