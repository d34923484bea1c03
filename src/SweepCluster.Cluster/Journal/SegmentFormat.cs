using System.Collections.Immutable;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Journal;

/// <summary>Between results of consecutive trials and their protobuf form.</summary>
internal static class SegmentFormat
{
    public static Format.ResultSegment ToWire(ResultSegment segment) =>
        new() { Start = segment.Start, Outcomes = { segment.Outcomes.Select(OutcomeFormat.ToWire) } };

    public static ResultSegment FromWire(Format.ResultSegment wire) =>
        new(wire.Start, wire.Outcomes.Select(OutcomeFormat.FromWire).ToImmutableArray());
}
