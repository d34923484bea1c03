using System.Runtime.Serialization;
using Google.Protobuf;
using SweepCluster.Cluster.Data;
using static SweepCluster.Cluster.Protocol.DataProtocol;

namespace SweepCluster.Cluster.Protocol;

/// <summary>Translates the messages about data into protobuf messages (data.proto), and back.</summary>
/// <remarks>
/// Wraps the bytes of a chunk instead of copying them, in both directions. Throws a
/// <see cref="SerializationException"/> for a malformed message.
/// </remarks>
internal static class DataFormat
{
    public static IMessage ToWire(IAboutData message) => message switch
    {
        BeginUpload m => new Format.BeginUpload
        {
            Hash = Bytes(m.Hash),
            UploadId = Bytes(m.UploadId),
            Length = m.Length,
        },
        UploadChunk m => new Format.UploadChunk
        {
            Hash = Bytes(m.Hash),
            UploadId = Bytes(m.UploadId),
            Offset = m.Offset,
            Bytes = UnsafeByteOperations.UnsafeWrap(m.Bytes),
        },
        UploadAt m => new Format.UploadAt { Hash = Bytes(m.Hash), UploadId = Bytes(m.UploadId), Offset = m.Offset },
        DataStored m => new Format.DataStored { Hash = Bytes(m.Hash) },
        UploadRefused m => new Format.UploadRefused { Hash = Bytes(m.Hash), Reason = m.Reason, MayPass = m.MayPass },
        UnknownUpload m => new Format.UnknownUpload { Hash = Bytes(m.Hash), UploadId = Bytes(m.UploadId) },
        ReadChunk m => new Format.ReadChunk { Hash = Bytes(m.Hash), Offset = m.Offset, Length = m.Length },
        Chunk m => new Format.Chunk
        {
            Hash = Bytes(m.Hash),
            Offset = m.Offset,
            TotalLength = m.TotalLength,
            Bytes = UnsafeByteOperations.UnsafeWrap(m.Bytes),
        },
        UnknownData m => new Format.UnknownData { Hash = Bytes(m.Hash) },
        ForgetData m => new Format.ForgetData { Hash = Bytes(m.Hash) },
        _ => throw new SerializationException($"{message.GetType().Name} is not a message about data."),
    };

    public static BeginUpload FromWire(Format.BeginUpload m) => new(Hash(m.Hash), Id(m.UploadId), Place(m.Length));

    public static UploadChunk FromWire(Format.UploadChunk m) =>
        new(Hash(m.Hash), Id(m.UploadId), Place(m.Offset), Payload(m.Bytes));

    public static UploadAt FromWire(Format.UploadAt m) => new(Hash(m.Hash), Id(m.UploadId), Place(m.Offset));

    public static DataStored FromWire(Format.DataStored m) => new(Hash(m.Hash));

    public static UploadRefused FromWire(Format.UploadRefused m) => new(Hash(m.Hash), m.Reason) { MayPass = m.MayPass };

    public static ForgetData FromWire(Format.ForgetData m) => new(Hash(m.Hash));

    public static UnknownUpload FromWire(Format.UnknownUpload m) => new(Hash(m.Hash), Id(m.UploadId));

    public static ReadChunk FromWire(Format.ReadChunk m) =>
        new(Hash(m.Hash), Place(m.Offset), (int)Place(m.Length, DataTransfer.LargestChunk));

    public static Chunk FromWire(Format.Chunk m) =>
        new(Hash(m.Hash), Place(m.Offset), Place(m.TotalLength), Payload(m.Bytes));

    public static UnknownData FromWire(Format.UnknownData m) => new(Hash(m.Hash));

    private static ByteString Bytes(DataHash hash) => UnsafeByteOperations.UnsafeWrap(hash.ToBytes());

    private static ByteString Bytes(Guid id) => UnsafeByteOperations.UnsafeWrap(id.ToByteArray(bigEndian: true));

    private static DataHash Hash(ByteString bytes) =>
        bytes.Length == 32 ? DataHash.Of(bytes.Span) : throw Malformed("a hash", bytes.Length);

    private static Guid Id(ByteString bytes) =>
        bytes.Length == 16 ? new Guid(bytes.Span, bigEndian: true) : throw Malformed("an upload id", bytes.Length);

    private static ReadOnlyMemory<byte> Payload(ByteString bytes) =>
        bytes.Length <= DataTransfer.LargestChunk ? bytes.Memory : throw Malformed("a chunk", bytes.Length);

    // Any length can be announced: if it is too large, the server's answer says so.
    private static long Place(long value, long most = long.MaxValue / 2) => value >= 0 && value <= most
        ? value
        : throw new SerializationException($"A message about data has a place or length of {value}.");

    private static SerializationException Malformed(string what, int length) =>
        new($"A message about data has {what} of {length} bytes.");
}
