using Akka.Event;
using DotNetty.Transport.Channels;

namespace SweepCluster.Cluster.Security;

/// <summary>Puts a gate of its own before each incoming connection.</summary>
/// <param name="log">Takes a line about each connection that a gate closes.</param>
/// <param name="nodes">The name of the actor systems of nodes, not of clients; null if there is no TLS.</param>
internal sealed class InboundGate(ILoggingAdapter log, string? nodes) : ChannelHandlerAdapter
{
    private readonly Callers _callers = new();

    /// <inheritdoc/>
    public override void ChannelRead(IChannelHandlerContext context, object message)
    {
        if (message is IChannel caller)
            caller.Pipeline.AddLast(new CallerGate(_callers, log, nodes));
        context.FireChannelRead(message);
    }
}
