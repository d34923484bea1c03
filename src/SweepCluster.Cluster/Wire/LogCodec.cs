using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.Protobuf;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Wire;

/// <summary>Translates what trials have printed into protobuf messages, and back.</summary>
internal static class LogCodec
{
    public static Format.LogCursor ToWire(LogCursor from) =>
        new() { Attempt = from.Attempt, Output = from.Output, Errors = from.Errors };

    public static LogCursor FromWire(Format.LogCursor? wire) =>
        wire is null ? default : new(wire.Attempt, wire.Output, wire.Errors);

    public static Format.TrialLog ToWire(TrialLog log) => new()
    {
        Attempt = log.Attempt,
        IsRunning = log.IsRunning,
        Output = ToWire(log.Output),
        Errors = ToWire(log.Errors),
    };

    public static TrialLog FromWire(Format.TrialLog? wire) => wire is null
        ? TrialLog.Nothing
        : new(wire.Attempt, wire.IsRunning, FromWire(wire.Output), FromWire(wire.Errors));

    public static IEnumerable<Format.KeptLog> ToWire(ImmutableArray<KeptLog> logs) =>
        logs.Select(kept => new Format.KeptLog { Place = kept.Place, Log = ToWire(kept.Log) });

    public static ImmutableArray<KeptLog> FromWire(IReadOnlyCollection<Format.KeptLog> wire) =>
        wire.Count == 0 ? [] : [.. wire.Select(kept => new KeptLog(kept.Place, FromWire(kept.Log)))];

    private static Format.LogText ToWire(LogText text) => new()
    {
        Start = text.Start,
        Bytes = UnsafeByteOperations.UnsafeWrap(text.Bytes.AsMemory()),
        Length = text.Length,
    };

    private static LogText FromWire(Format.LogText? wire) => wire is null
        ? LogText.Empty
        : new(wire.Start, ImmutableCollectionsMarshal.AsImmutableArray(wire.Bytes.ToByteArray()), wire.Length);
}
