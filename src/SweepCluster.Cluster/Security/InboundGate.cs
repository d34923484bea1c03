using Akka.Event;
using DotNetty.Transport.Channels;

namespace SweepCluster.Cluster.Security;

/// <summary>Stands where connections come in, and puts a gate of its own before each of them.</summary>
/// <param name="log">Takes a line where a connection is closed.</param>
/// <param name="nodes">The name of the actor system that nodes have, and clients have not; null where nobody shows a certificate.</param>
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
