using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Journal;

/// <summary>Translates results of consecutive trials into their protobuf message, and back.</summary>
internal static class SegmentFormat
{
    public static Format.ResultSegment ToWire(ResultSegment segment) => new()
    {
        Start = segment.Start,
        Kind = OutcomeFormat.WordOf(segment.Outcomes),
        Outcomes = { OutcomeFormat.ToWire(segment.Outcomes) },
    };

    public static ResultSegment FromWire(Format.ResultSegment wire) =>
        new(wire.Start, OutcomeFormat.FromWire(wire.Kind, wire.Outcomes));
}
