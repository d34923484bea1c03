using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Google.Protobuf;

namespace SweepCluster.Cluster.Journal;

/// <summary>Puts a checksum behind an event's bytes, so that reading finds bits that flipped on the disk.</summary>
/// <remarks>
/// The seal is field 2047 of every event (journal.proto): older readers skip it. It holds four bytes that distinguish
/// it from the end of an event without a seal, and XXH64 of the bytes before it, seeded by the event's manifest. Events
/// of releases without seals are read unchecked.
/// </remarks>
internal static class SealedEvent
{
    /// <summary>Bytes of a seal.</summary>
    public const int SealLength = 15;

    // Field 2047, of type bytes; 12 bytes; "swpj".
    private static ReadOnlySpan<byte> Head => [0xFA, 0x7F, 12, (byte)'s', (byte)'w', (byte)'p', (byte)'j'];

    /// <summary>Writes an event and its seal.</summary>
    public static byte[] Write(IMessage sweepEvent, string manifest)
    {
        var length = sweepEvent.CalculateSize();
        var bytes = new byte[length + SealLength];
        sweepEvent.WriteTo(bytes.AsSpan(0, length));
        Head.CopyTo(bytes.AsSpan(length));
        var sum = Sum(bytes.AsSpan(0, length), manifest);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(length + Head.Length), sum);
        return bytes;
    }

    /// <summary>The event's own bytes.</summary>
    /// <exception cref="DamagedJournalException">The bytes are not those that were sealed.</exception>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> bytes, string manifest)
    {
        if (bytes.Length < SealLength || !bytes[^SealLength..].StartsWith(Head))
            return bytes;
        var content = bytes[..^SealLength];
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]) == Sum(content, manifest)
            ? content
            : throw new DamagedJournalException("its checksum is not that of its bytes");
    }

    /// <summary>What a store kept under a seal; null if the bytes are damaged, or something else.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="layout">What they were sealed as.</param>
    /// <param name="parser">Reads the message.</param>
    /// <param name="read">Turns the message into what it says.</param>
    public static T? ReadKept<TMessage, T>(
        byte[] bytes, string layout, MessageParser<TMessage> parser, Func<TMessage, T?> read)
        where TMessage : IMessage<TMessage>
        where T : class
    {
        try
        {
            var content = Open(bytes, layout);
            return content.Length == bytes.Length || content.Length == 0 ? null : read(parser.ParseFrom(content));
        }
        catch (Exception cause) when (cause is DamagedJournalException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static ulong Sum(ReadOnlySpan<byte> content, string manifest) =>
        XxHash64.HashToUInt64(content, (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(manifest)));
}
