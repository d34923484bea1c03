using Akka.Configuration;

namespace SweepCluster.Cluster.Security;

/// <summary>How much one peer may make a node hold.</summary>
public static class FrameSizes
{
    /// <summary>The largest frame in bytes; a frame announced to be larger costs its sender the connection.</summary>
    public const int Largest = 1024 * 1024;

    /// <summary>To be put before the settings of a node or client.</summary>
    public static Config Configuration => ConfigurationFactory.ParseString(
        $$"""
        akka.remote {
          dot-netty.tcp {
            # Data travel in smaller chunks; events, checkpoints and results must fit as well.
            maximum-frame-size = {{Largest}}b
            # Two frames: one is read while the next arrives.
            send-buffer-size = {{2 * Largest}}b
            receive-buffer-size = {{2 * Largest}}b
            # A connection whose peer has not said by then who it is, is closed.
            connection-timeout = 5s
          }
          # A larger message is dropped where it is sent; a log line there names types that come near.
          log-frame-size-exceeding = {{Largest / 2}}b
        }
        """).WithFallback(GatedTransport.Configuration);
}
