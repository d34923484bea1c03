using Akka.Configuration;

namespace SweepCluster.Cluster.Tests;

/// <summary>Settings for tests that lose messages on purpose and need no log of that.</summary>
internal static class Quiet
{
    /// <summary>How long a message may take on a busy machine; a test that has to wait this long fails.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

    public static Config Config => ConfigurationFactory.ParseString(
        """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          # The test kit's own logger writes dead letters at any level.
          loggers = ["Akka.Event.DefaultLogger, Akka"]
          # Long, because the machine may be busy.
          test { single-expect-default = 5m, default-timeout = 5m }
        }
        """);
}
