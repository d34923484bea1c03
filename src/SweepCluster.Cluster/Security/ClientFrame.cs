using Google.Protobuf;
using SweepCluster.Cluster.Security.Remoting;

namespace SweepCluster.Cluster.Security;

/// <summary>Checks clients' frames: they may tell their address and send messages to the actors for clients.</summary>
internal static class ClientFrame
{
    private const int SelectionSerializer = 6;
    private const int ChildName = 2;

    // The remote watcher only answers that the node is alive.
    private static readonly string[] Open = ["/system/receptionist", "/system/remote-watcher"];

    /// <summary>Why a client may not send a frame, to follow its name; null if it may.</summary>
    /// <param name="frame">The frame without its length.</param>
    /// <param name="system">The name of the nodes' actor system.</param>
    public static string? Objection(ReadOnlySpan<byte> frame, string system)
    {
        try
        {
            var read = ProtocolMessage.Parser.ParseFrom(frame);
            if (read.Instruction?.HandshakeInfo?.Origin is { } origin && origin.System == system)
                return "it says that it is a node";
            if (read.Payload.IsEmpty || Container.Parser.ParseFrom(read.Payload).Envelope is not { } envelope)
                return null;
            var path = PathOf(envelope);
            return Open.Any(open => path == open || path.StartsWith($"{open}/", StringComparison.Ordinal))
                ? null
                : $"it sends a message to '{path}', which is for nodes";
        }
        catch (InvalidProtocolBufferException)
        {
            return "it sends what is no message";
        }
    }

    private static string PathOf(Envelope envelope)
    {
        // scheme://system@host:port/path#incarnation
        var path = (envelope.Recipient?.Path ?? "").Split('#')[0];
        var authority = path.IndexOf("://", StringComparison.Ordinal);
        var slash = authority < 0 ? 0 : path.IndexOf('/', authority + 3);
        var local = slash < 0 ? "/" : path[slash..];
        if (local != "/" || envelope.Content?.Serializer != SelectionSerializer)
            return local;
        var steps = Selection.Parser.ParseFrom(envelope.Content.Message).Steps;
        return string.Concat(steps.Select(step => step.Kind == ChildName ? $"/{step.Name}" : "/*"));
    }
}
