using System.Runtime.Serialization;
using Google.Protobuf;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Wire;
using static SweepCluster.Cluster.Protocol.DataProtocol;
using Format = SweepCluster.Cluster.Protocol.Format;

namespace SweepCluster.Cluster.Tests.Data;

public sealed class DataFormatTests
{
    private static readonly DataHash Hash = Bytes.Hash([1]);
    private static readonly ByteString WireHash = ByteString.CopyFrom(Hash.ToBytes());
    private static readonly ByteString WireId = ByteString.CopyFrom(new byte[16]);
    private static readonly Guid Id = new("00112233-4455-6677-8899-aabbccddeeff");

    private readonly WireSerializer _wire = new(null!);

    /// <summary>Every message without bytes; each field has a value of its own.</summary>
    private static IAboutData[] Messages =>
    [
        new BeginUpload(Hash, Id, DataTransfer.MostBytes),
        new UploadAt(Hash, Id, 5_000_000_000),
        new DataStored(Hash),
        new UploadRefused(Hash, "no room"),
        new UnknownUpload(Hash, Id),
        new ForgetData(Hash),
        new ReadChunk(Hash, 5_000_000_000, 7),
        new UnknownData(Hash),
    ];

    [Fact]
    public void A_message_comes_back_as_it_was_sent() => Assert.All(Messages, sent => Assert.Equal(sent, There(sent)));

    [Fact]
    public void A_chunk_comes_back_with_its_bytes()
    {
        var bytes = Bytes.Of(1, DataTransfer.LargestChunk);
        var sent = There(new UploadChunk(Hash, Id, 9, bytes));
        var read = There(new Chunk(Hash, 9, 10, bytes));

        Assert.Equal((Hash, Id, 9), (sent.Hash, sent.UploadId, sent.Offset));
        Assert.Equal(bytes, sent.Bytes);
        Assert.Equal((Hash, 9, 10), (read.Hash, read.Offset, read.TotalLength));
        Assert.Equal(bytes, read.Bytes);
    }

    [Fact]
    public void A_malformed_message_is_refused()
    {
        Refused(() => DataFormat.FromWire(new Format.DataStored()));
        Refused(() => DataFormat.FromWire(new Format.DataStored { Hash = WireId }));
        Refused(() => DataFormat.FromWire(new Format.UnknownUpload { Hash = WireHash, UploadId = WireHash }));
        Refused(() => DataFormat.FromWire(new Format.BeginUpload { Hash = WireHash, UploadId = WireId, Length = -1 }));
        Refused(() => DataFormat.FromWire(new Format.ReadChunk { Hash = WireHash, Offset = -1, Length = 1 }));
        Refused(() => DataFormat.FromWire(new Format.ReadChunk
        {
            Hash = WireHash,
            Length = DataTransfer.LargestChunk + 1,
        }));
        Refused(() => DataFormat.FromWire(new Format.Chunk
        {
            Hash = WireHash,
            Bytes = ByteString.CopyFrom(new byte[DataTransfer.LargestChunk + 1]),
        }));
    }

    private T There<T>(T message)
        where T : notnull => (T)_wire.FromBinary(_wire.ToBinary(message), _wire.Manifest(message));

    private static void Refused(Func<object> read) => Assert.Throws<SerializationException>(read);
}
