using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;
using Google.Protobuf;
using SweepCluster.Cluster.Protocol;
using Wire = SweepCluster.Cluster.Protocol.Format;

namespace SweepCluster.Cluster.Tests.Data;

/// <summary>Sends messages about data in their protobuf form; the name of a message is its manifest.</summary>
public sealed class DataWire(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly Dictionary<string, Func<byte[], object>> Readers = new()
    {
        [nameof(Wire.BeginUpload)] = bytes => DataFormat.FromWire(Wire.BeginUpload.Parser.ParseFrom(bytes)),
        [nameof(Wire.UploadChunk)] = bytes => DataFormat.FromWire(Wire.UploadChunk.Parser.ParseFrom(bytes)),
        [nameof(Wire.UploadAt)] = bytes => DataFormat.FromWire(Wire.UploadAt.Parser.ParseFrom(bytes)),
        [nameof(Wire.DataStored)] = bytes => DataFormat.FromWire(Wire.DataStored.Parser.ParseFrom(bytes)),
        [nameof(Wire.UploadRefused)] = bytes => DataFormat.FromWire(Wire.UploadRefused.Parser.ParseFrom(bytes)),
        [nameof(Wire.UnknownUpload)] = bytes => DataFormat.FromWire(Wire.UnknownUpload.Parser.ParseFrom(bytes)),
        [nameof(Wire.ReadChunk)] = bytes => DataFormat.FromWire(Wire.ReadChunk.Parser.ParseFrom(bytes)),
        [nameof(Wire.Chunk)] = bytes => DataFormat.FromWire(Wire.Chunk.Parser.ParseFrom(bytes)),
        [nameof(Wire.UnknownData)] = bytes => DataFormat.FromWire(Wire.UnknownData.Parser.ParseFrom(bytes)),
    };

    public static Config Config { get; } = ConfigurationFactory.ParseString(
        $$"""
        akka.actor {
          serializers.data-wire = "{{typeof(DataWire).FullName}}, {{typeof(DataWire).Assembly.GetName().Name}}"
          serialization-bindings {
            "{{typeof(DataProtocol).FullName}}+{{nameof(DataProtocol.IAboutData)}}, SweepCluster.Cluster" = data-wire
          }
        }
        """);

    public override int Identifier => 4799;

    public override byte[] ToBinary(object obj) => DataFormat.ToWire((DataProtocol.IAboutData)obj).ToByteArray();

    public override string Manifest(object o) => o.GetType().Name;

    public override object FromBinary(byte[] bytes, string manifest) => Readers.TryGetValue(manifest, out var read)
        ? read(bytes)
        : throw new SerializationException($"No message about data is called '{manifest}'.");
}
