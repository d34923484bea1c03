using System.Buffers.Binary;
using Google.Protobuf;
using SweepCluster.Cluster.Security.Remoting;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Probing;

/// <summary>Begins an association as Akka.Remote 1.5 does, gets the node's name, and ends the association.</summary>
internal static class Greeting
{
    // A node's answer takes some tens of bytes.
    private const int LongestFrame = 4096;

    /// <summary>The node's actor system and address.</summary>
    /// <param name="stream">A connection to the node.</param>
    /// <param name="port">The port of this end, which makes the greeting unique.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="IOException">The node closes the connection.</exception>
    /// <exception cref="InvalidDataException">The peer speaks something else.</exception>
    public static async Task<(string System, NodeAddress Address)> ExchangeAsync(
        Stream stream, int port, CancellationToken cancellation)
    {
        await WriteAsync(stream, Hello(port), cancellation).ConfigureAwait(false);
        var origin = await OriginAsync(stream, cancellation).ConfigureAwait(false);
        // If this end merely closed the connection, the other side would log a failure.
        var leave = new ControlMessage { CommandType = CommandType.DisassociateShuttingDown };
        await WriteAsync(stream, leave, cancellation).ConfigureAwait(false);
        return (origin.System, new NodeAddress(origin.Hostname.Trim('[', ']'), (int)origin.Port));
    }

    private static ControlMessage Hello(int port) => new()
    {
        CommandType = CommandType.Associate,
        HandshakeInfo = new HandshakeInfo
        {
            Origin = new SystemAddress
            {
                System = "sweep-probe",
                Hostname = "127.0.0.1",
                Port = (uint)port,
                Protocol = "akka.tcp",
            },
            Uid = (ulong)port,
        },
    };

    private static async Task<SystemAddress> OriginAsync(Stream stream, CancellationToken cancellation)
    {
        while (true)
        {
            var said = await ReadAsync(stream, cancellation).ConfigureAwait(false);
            if (said.Instruction?.HandshakeInfo?.Origin is { } origin)
                return origin;
            if (said.Instruction?.CommandType != CommandType.Heartbeat)
                throw new InvalidDataException("It does not greet.");
        }
    }

    private static async Task WriteAsync(Stream stream, ControlMessage control, CancellationToken cancellation)
    {
        var message = new ProtocolMessage { Instruction = control };
        var frame = new byte[sizeof(int) + message.CalculateSize()];
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - sizeof(int));
        message.WriteTo(frame.AsSpan(sizeof(int)));
        await stream.WriteAsync(frame, cancellation).ConfigureAwait(false);
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<ProtocolMessage> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var length = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(length, cancellation).ConfigureAwait(false);
        var size = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (size is <= 0 or > LongestFrame)
            throw new InvalidDataException("It sends no frames.");
        var frame = new byte[size];
        await stream.ReadExactlyAsync(frame, cancellation).ConfigureAwait(false);
        return ProtocolMessage.Parser.ParseFrom(frame);
    }
}
