using System.Collections.Frozen;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;
using Akka.Util;

namespace SweepCluster.Cluster.Security.Serialization;

/// <summary>Passes listed manifests to one of Akka.NET's serializers and refuses all others, both ways.</summary>
/// <remarks>
/// Its settings: <c>inner</c>, the serializer's type; <c>allow</c>, a list of manifests (a type's name with its
/// assembly if the serializer goes by type). The bytes on the wire are those of the inner serializer.
/// </remarks>
public sealed class AllowListSerializer : SerializerWithStringManifest
{
    private readonly Serializer _inner;
    private readonly FrozenDictionary<string, Type?> _allowed;

    /// <summary>Made by Akka.NET from its configuration.</summary>
    public AllowListSerializer(ExtendedActorSystem system, Config settings)
        : base(system)
    {
        _inner = (Serializer)Activator.CreateInstance(Resolve(settings.GetString("inner")), system)!;
        _allowed = settings.GetStringList("allow").ToFrozenDictionary(
            manifest => manifest,
            manifest => _inner is SerializerWithStringManifest ? null : Resolve(manifest));
    }

    /// <inheritdoc/>
    public override int Identifier => _inner.Identifier;

    /// <inheritdoc/>
    public override string Manifest(object o)
    {
        var manifest = _inner is SerializerWithStringManifest named
            ? named.Manifest(o)
            : o.GetType().TypeQualifiedName();
        return _allowed.ContainsKey(manifest) ? manifest : throw Refusal.Outbound(o);
    }

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj)
    {
        _ = Manifest(obj);
        return _inner.ToBinary(obj);
    }

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string? manifest)
    {
        if (!_allowed.TryGetValue(manifest ?? "", out var type)) throw Refusal.Inbound(Identifier, manifest);
        return _inner is SerializerWithStringManifest named
            ? named.FromBinary(bytes, manifest)
            : _inner.FromBinary(bytes, type);
    }

    private static Type Resolve(string name) => Type.GetType(name, throwOnError: true)!;
}
