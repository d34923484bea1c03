using Akka.Configuration;

namespace SweepCluster.Cluster.Tests;

/// <summary>Settings of tests whose losses are meant and need not be logged.</summary>
internal static class Quiet
{
    /// <summary>How long a message may take on a machine that is busy with other things; a test that has to wait this long fails.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

    public static Config Config => ConfigurationFactory.ParseString(
        """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          # The test kit's own writes dead letters whatever the level.
          loggers = ["Akka.Event.DefaultLogger, Akka"]
          # A machine may be busy: who waits for a message has it, or fails, whenever that is.
          test { single-expect-default = 5m, default-timeout = 5m }
        }
        """);
}
