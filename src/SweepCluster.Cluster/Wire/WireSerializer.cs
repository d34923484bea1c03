using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Google.Protobuf;

namespace SweepCluster.Cluster.Wire;

/// <summary>Writes and reads the messages between nodes and clients as protobuf, each under a short manifest.</summary>
/// <remarks>
/// The list of messages is complete: types and manifests that are not on it are never written or read. Manifests are
/// append-only, so that nodes of two versions understand each other during an upgrade.
/// </remarks>
public sealed class WireSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly WireCodec[] Forms =
        [.. ClientCodecs.All, .. WorkerCodecs.All, .. DataCodecs.All, .. IdentityCodecs.All];
    private static readonly Dictionary<Type, WireCodec> ByType = Forms.ToDictionary(form => form.Type);
    private static readonly Dictionary<string, WireCodec> ByManifest = Forms.ToDictionary(form => form.Manifest);

    /// <inheritdoc/>
    public override int Identifier => 4703;

    /// <inheritdoc/>
    public override string Manifest(object o) => FormOf(o).Manifest;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => FormOf(obj).Write(obj).ToByteArray();

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) => ByManifest.TryGetValue(manifest, out var form)
        ? form.Read(bytes)
        : throw new SerializationException($"'{manifest}' is no message of this version.");

    private static WireCodec FormOf(object message) => ByType.TryGetValue(message.GetType(), out var form)
        ? form
        : throw new SerializationException($"{message.GetType().Name} is no message between nodes.");
}
