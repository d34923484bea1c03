using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Google.Protobuf;
using SweepCluster.Cluster.Register;
using SweepCluster.Sweeps.State;
using static SweepCluster.Cluster.Register.RegisterEvents;

namespace SweepCluster.Cluster.Journal;

/// <summary>Writes and reads the register's events as protobuf under short, append-only manifests.</summary>
/// <remarks>The messages are those of register.proto. Each carries a checksum (<see cref="SealedEvent"/>).</remarks>
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
        SweepClosed e => ToWire(e),
        SweepReopened e => new Format.SweepReopened { SweepId = e.SweepId },
        _ => throw new ArgumentOutOfRangeException(
            nameof(registerEvent), registerEvent, "Not an event of the register."),
    };

    private static SweepAdmitted FromWire(Format.SweepAdmitted e) =>
        new(e.SweepId, e.Fingerprint, e.Text, e.Priority, EventFormat.Time(e.At));

    private static Format.SweepClosed ToWire(SweepClosed e) => new()
    {
        SweepId = e.SweepId,
        Reason = (Format.EndReason)(e.Reason + 1),
        Account = AccountFormat.ToWire(e.Account),
        Verdicts = { e.Highlights?.Verdicts ?? [] },
        Best = { e.Highlights?.Best.Select(ToWire) ?? [] },
        Course = e.Course is null ? null : CourseFormat.ToWire(e.Course),
    };

    private static Format.TopTrial ToWire(TopTrial top) => new()
    {
        Place = top.Place,
        Objective = top.Objective,
        Trial = top.Proposed is { } trial ? RoundFormat.ToWire(trial) : null,
    };

    private static TopTrial FromWire(Format.TopTrial wire) => new(wire.Place, wire.Objective)
    {
        Proposed = wire.Trial is { } trial ? RoundFormat.FromWire(trial) : null,
    };

    private static SweepClosed FromWire(Format.SweepClosed e) =>
        new(e.SweepId, AccountFormat.FromWire(e.Account), (EndReason)(e.Reason - 1))
        {
            Highlights = e.Verdicts.Count == 0 ? null : new Highlights(
                [.. e.Verdicts], [.. e.Best.Select(FromWire)]),
            Course = e.Course is null ? null : CourseFormat.FromWire(e.Course),
        };
}
