using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace SweepCluster.Cluster.Security.Serialization;

/// <summary>Replaces a serializer that would create objects of any type a peer names; refuses both ways.</summary>
/// <remarks>Its settings hold one key, <c>identifier</c>: the identifier of the serializer it replaces.</remarks>
public sealed class RefusingSerializer(ExtendedActorSystem system, Config settings)
    : SerializerWithStringManifest(system)
{
    /// <inheritdoc/>
    public override int Identifier { get; } = settings.GetInt("identifier");

    /// <inheritdoc/>
    public override string Manifest(object o) => throw Refusal.Outbound(o);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => throw Refusal.Outbound(obj);

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string? manifest) => throw Refusal.Inbound(Identifier, manifest);
}
