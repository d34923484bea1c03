using SweepCluster.Cluster.Protocol;
using static SweepCluster.Cluster.Protocol.DataProtocol;
using Chunks = SweepCluster.Cluster.Protocol.Format;

namespace SweepCluster.Cluster.Wire;

/// <summary>The messages that bring data.</summary>
internal static class DataCodecs
{
    /// <summary>All of them.</summary>
    public static WireCodec[] All { get; } =
    [
        Of<BeginUpload, Chunks.BeginUpload>("upload.1", DataFormat.FromWire),
        Of<UploadChunk, Chunks.UploadChunk>("upload-chunk.1", DataFormat.FromWire),
        Of<UploadAt, Chunks.UploadAt>("upload-at.1", DataFormat.FromWire),
        Of<DataStored, Chunks.DataStored>("data-stored.1", DataFormat.FromWire),
        Of<UploadRefused, Chunks.UploadRefused>("upload-no.1", DataFormat.FromWire),
        Of<UnknownUpload, Chunks.UnknownUpload>("upload-what.1", DataFormat.FromWire),
        Of<ReadChunk, Chunks.ReadChunk>("read-chunk.1", DataFormat.FromWire),
        Of<Chunk, Chunks.Chunk>("chunk.1", DataFormat.FromWire),
        Of<UnknownData, Chunks.UnknownData>("unknown-data.1", DataFormat.FromWire),
        Of<ForgetData, Chunks.ForgetData>("forget-data.1", DataFormat.FromWire),
    ];

    private static WireCodec Of<TMessage, TFormat>(string manifest, Func<TFormat, TMessage> read)
        where TMessage : IAboutData
        where TFormat : Google.Protobuf.IMessage<TFormat>, new() =>
        WireCodec.Of<TMessage, TFormat>(manifest, m => (TFormat)DataFormat.ToWire(m), read);
}
