using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Google.Protobuf;

namespace SweepCluster.Cluster.Journal;

/// <summary>An event's bytes with a checksum behind them, so that a bit that turned on its disk is found when they are read.</summary>
/// <remarks>
/// The seal is field 2047 of every event (journal.proto): readers of releases that knew none pass over it. It holds four bytes
/// that tell it from the end of an event without one, and XXH64 of the bytes before it, seeded by the event's manifest.
/// Events of those releases are read unchecked.
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
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(length + Head.Length), Sum(bytes.AsSpan(0, length), manifest));
        return bytes;
    }

    /// <summary>The event's own bytes.</summary>
    /// <exception cref="DamagedJournalException">They are not those that were sealed.</exception>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> bytes, string manifest)
    {
        if (bytes.Length < SealLength || !bytes[^SealLength..].StartsWith(Head))
            return bytes;
        var content = bytes[..^SealLength];
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]) == Sum(content, manifest)
            ? content
            : throw new DamagedJournalException("its checksum is not that of its bytes");
    }

    private static ulong Sum(ReadOnlySpan<byte> content, string manifest) =>
        XxHash64.HashToUInt64(content, (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(manifest)));
}
