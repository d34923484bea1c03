using Akka.Configuration;

namespace SweepCluster.Cluster.Data;

/// <summary>Settings that both ends of a transfer need of their actor system.</summary>
public static class DataTransferConfiguration
{
    /// <summary>Runs the actors that wait for a disk or a database.</summary>
    internal const string Dispatcher = "sweep.data.dispatcher";

    /// <summary>Holds a bounded number of messages; others are dropped, and their senders send them again.</summary>
    internal const string Mailbox = "sweep.data.mailbox";

    /// <summary>For every node and every client that sends or receives data.</summary>
    public static Config Config => ConfigurationFactory.ParseString(
        """
        sweep.data {
          dispatcher {
            # Threads of their own: a slow disk must not delay heartbeats, which run on the thread pool.
            type = ForkJoinDispatcher
            executor = fork-join-executor
            throughput = 4
            dedicated-thread-pool {
              thread-count = 4
              threadtype = background
            }
          }
          mailbox {
            mailbox-type = "Akka.Dispatch.BoundedMailbox, Akka"
            # Four windows of chunks: 8 MiB, or 32 of the largest ones.
            mailbox-capacity = 128
            mailbox-push-timeout-time = 0s
          }
        }
        """);
}
