using Akka.Configuration;

namespace SweepCluster.Cluster.Security;

/// <summary>Limits the memory that one peer may use in a node.</summary>
public static class FrameSizes
{
    /// <summary>The largest frame in bytes; a peer that announces a larger one loses its connection.</summary>
    public const int Largest = 1024 * 1024;

    /// <summary>Settings that must come before those of a node or client.</summary>
    public static Config Configuration => ConfigurationFactory.ParseString(
        $$"""
        akka.remote {
          dot-netty.tcp {
            # Data come in smaller chunks; events, checkpoints and results must fit, too.
            maximum-frame-size = {{Largest}}b
            # Two frames: the node reads one while the next arrives.
            send-buffer-size = {{2 * Largest}}b
            receive-buffer-size = {{2 * Largest}}b
            # How long a peer may take to tell its address before its connection is closed.
            connection-timeout = 5s
          }
          # The sender drops larger messages than a frame; its log names types that come close.
          log-frame-size-exceeding = {{Largest / 2}}b
        }
        """).WithFallback(GatedTransport.Configuration);
}
