using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using SweepCluster.Sweeps.State;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Cluster.Journal;

/// <summary>Writes and reads a sweep's events as protobuf under short, append-only manifests.</summary>
/// <remarks>
/// Each event carries a checksum (<see cref="SealedEvent"/>). An unknown manifest is refused: going on without its
/// event would lose trials.
/// </remarks>
public sealed class JournalSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly Dictionary<string, Reader> Readers = new()
    {
        ["submitted.1"] = bytes => EventFormat.FromWire(Format.SweepSubmitted.Parser.ParseFrom(bytes)),
        ["resumed.1"] = bytes => EventFormat.FromWire(Format.SweepResumed.Parser.ParseFrom(bytes)),
        ["proposed.1"] = bytes => EventFormat.FromWire(Format.TrialsProposed.Parser.ParseFrom(bytes)),
        ["granted.1"] = bytes => EventFormat.FromWire(Format.LeaseGranted.Parser.ParseFrom(bytes)),
        ["lease-ended.1"] = bytes => EventFormat.FromWire(Format.LeaseEnded.Parser.ParseFrom(bytes)),
        ["part-yielded.1"] = bytes => EventFormat.FromWire(Format.PartYielded.Parser.ParseFrom(bytes)),
        ["completed.1"] = bytes => EventFormat.FromWire(Format.PackCompleted.Parser.ParseFrom(bytes)),
        ["part-completed.1"] = bytes => EventFormat.FromWire(Format.PartCompleted.Parser.ParseFrom(bytes)),
        ["trial-failed.1"] = bytes => EventFormat.FromWire(Format.TrialFailed.Parser.ParseFrom(bytes)),
        ["given-up.1"] = bytes => EventFormat.FromWire(Format.TrialGivenUp.Parser.ParseFrom(bytes)),
        ["excluded.1"] = bytes => EventFormat.FromWire(Format.WorkerExcluded.Parser.ParseFrom(bytes)),
        ["paused.1"] = bytes => EventFormat.FromWire(Format.SweepPaused.Parser.ParseFrom(bytes)),
        ["continued.1"] = bytes => EventFormat.FromWire(Format.SweepContinued.Parser.ParseFrom(bytes)),
        ["reopened.1"] = bytes => EventFormat.FromWire(Format.TrialsReopened.Parser.ParseFrom(bytes)),
        ["ended.1"] = bytes => EventFormat.FromWire(Format.SweepEnded.Parser.ParseFrom(bytes)),
    };

    private delegate ISweepEvent Reader(ReadOnlySpan<byte> bytes);

    /// <inheritdoc/>
    public override int Identifier => 4701;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) =>
        SealedEvent.Write(EventFormat.ToWire((ISweepEvent)obj), Manifest(obj));

    /// <inheritdoc/>
    public override string Manifest(object o) => o switch
    {
        SweepSubmitted => "submitted.1",
        SweepResumed => "resumed.1",
        TrialsProposed => "proposed.1",
        LeaseGranted => "granted.1",
        LeaseEnded => "lease-ended.1",
        PartYielded => "part-yielded.1",
        PackCompleted => "completed.1",
        PartCompleted => "part-completed.1",
        TrialFailed => "trial-failed.1",
        TrialGivenUp => "given-up.1",
        WorkerExcluded => "excluded.1",
        SweepPaused => "paused.1",
        SweepContinued => "continued.1",
        TrialsReopened => "reopened.1",
        SweepEnded => "ended.1",
        _ => throw new SerializationException($"{o.GetType().Name} is not an event for the journal."),
    };

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) => Readers.TryGetValue(manifest, out var read)
        ? read(SealedEvent.Open(bytes, manifest))
        : throw new SerializationException(UnknownManifest(manifest));

    /// <summary>The message about an unknown kind of event.</summary>
    internal static string UnknownManifest(string manifest) =>
        $"it holds an event '{manifest}' that this version does not know; use the version that wrote it";
}
