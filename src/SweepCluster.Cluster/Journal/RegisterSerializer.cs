using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Google.Protobuf;
using SweepCluster.Cluster.Coordination;
using static SweepCluster.Cluster.Coordination.RegisterEvents;

namespace SweepCluster.Cluster.Journal;

/// <summary>Writes and reads the register's events as protobuf (register.proto) under short, append-only manifests.</summary>
/// <remarks>Each event carries a checksum (<see cref="SealedEvent"/>).</remarks>
public sealed class RegisterSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <inheritdoc/>
    public override int Identifier => 4702;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => SealedEvent.Write(ToWire((IRegisterEvent)obj), Manifest(obj));

    /// <inheritdoc/>
    public override string Manifest(object o) => o switch
    {
        SweepAdmitted => "admitted.1",
        SweepClosed => "closed.1",
        SweepReopened => "reopened.1",
        _ => throw new SerializationException($"{o.GetType().Name} is not an event of the register."),
    };

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var content = SealedEvent.Open(bytes, manifest);
        return manifest switch
        {
            "admitted.1" => FromWire(Format.SweepAdmitted.Parser.ParseFrom(content)),
            "closed.1" => FromWire(Format.SweepClosed.Parser.ParseFrom(content)),
            "reopened.1" => new SweepReopened(Format.SweepReopened.Parser.ParseFrom(content).SweepId),
            _ => throw new SerializationException(JournalSerializer.UnknownManifest(manifest)),
        };
    }

    private static IMessage ToWire(IRegisterEvent registerEvent) => registerEvent switch
    {
        SweepAdmitted e => new Format.SweepAdmitted
        {
            SweepId = e.SweepId,
            Fingerprint = e.Fingerprint,
            Text = e.Text,
            Priority = e.Priority,
            At = EventFormat.Ticks(e.At),
        },
        SweepClosed e => new Format.SweepClosed
        {
            SweepId = e.SweepId,
            Reason = (Format.EndReason)(e.Reason + 1),
            Account = AccountFormat.ToWire(e.Account),
        },
        _ => new Format.SweepReopened { SweepId = registerEvent.SweepId },
    };

    private static SweepAdmitted FromWire(Format.SweepAdmitted e) =>
        new(e.SweepId, e.Fingerprint, e.Text, e.Priority, EventFormat.Time(e.At));

    private static SweepClosed FromWire(Format.SweepClosed e) =>
        new(e.SweepId, AccountFormat.FromWire(e.Account), (Sweeps.State.EndReason)(e.Reason - 1));
}
