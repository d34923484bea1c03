using Akka.Configuration;

namespace SweepCluster.Cluster.Node;

/// <summary>Settings of the actor system that no user needs to know.</summary>
internal static class NodeConfiguration
{
    /// <summary>A cluster of one: nothing to wait for, nobody to talk to, nothing to log where people read results.</summary>
    public static Config Embedded => ConfigurationFactory.ParseString(
        """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          actor {
            serializers.sweep-journal = "SweepCluster.Cluster.Journal.JournalSerializer, SweepCluster.Cluster"
            serialization-bindings {
              "SweepCluster.Sweeps.State.ISweepEvent, SweepCluster.Sweeps" = sweep-journal
            }
          }
          coordinated-shutdown { exit-clr = off, run-by-actor-system-terminate = off }
          cluster {
            periodic-tasks-initial-delay = 10ms
            gossip-interval = 50ms
            leader-actions-interval = 50ms
            singleton.min-number-of-hand-over-retries = 1
            singleton-proxy.singleton-identification-interval = 50ms
            log-info = off
          }
        }
        """);
}
