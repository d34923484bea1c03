using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Wire;

/// <summary>Translates a part of a sweep's results into its protobuf message, and back.</summary>
internal static class ResultsCodec
{
    public static Format.ResultsCursor ToWire(ResultsCursor cursor) => new()
    {
        Generation = cursor.Generation,
        Segments = cursor.Segments,
        Failures = cursor.Failures,
        Attempts = cursor.Attempts,
        Rounds = cursor.Rounds,
    };

    public static ResultsCursor FromWire(Format.ResultsCursor wire) =>
        new(wire.Generation, wire.Segments, wire.Failures, wire.Attempts, wire.Rounds);

    public static Format.SweepResultsPart ToWire(SweepProtocol.SweepResultsPart reply)
    {
        var part = reply.Part;
        var wire = new Format.SweepResultsPart
        {
            SweepId = reply.SweepId,
            Segments = { part.Segments.Select(SegmentFormat.ToWire) },
            Failures = { part.Failures.Select(f => new Format.FailedTrial { Place = f.Place, Reason = f.Reason }) },
            Attempts = { part.Attempts.Select(ToWire) },
            References = { part.References },
            Rounds = { part.Rounds.Select(RoundFormat.ToWire) },
            Next = ToWire(reply.Next),
            IsLast = reply.IsLast,
        };
        if (part.GoalPlace is { } place)
            wire.GoalPlace = place;
        if (part.Ended is { } ended)
            wire.Ended = (Journal.Format.EndReason)(ended + 1);
        return wire;
    }

    public static SweepProtocol.SweepResultsPart FromWire(Format.SweepResultsPart wire) => new(
        wire.SweepId,
        new ResultsPart(
            [.. wire.Segments.Select(SegmentFormat.FromWire)],
            [.. wire.Failures.Select(failure => new FailedTrial(failure.Place, failure.Reason))],
            [.. wire.Attempts.Select(FromWire)],
            [.. wire.References],
            wire.HasGoalPlace ? wire.GoalPlace : null,
            wire.HasEnded ? (EndReason)(wire.Ended - 1) : null)
        {
            Rounds = [.. wire.Rounds.Select(RoundFormat.FromWire)],
        },
        FromWire(wire.Next),
        wire.IsLast);

    private static Format.Attempt ToWire(Attempt attempt) => new()
    {
        Start = attempt.Range.Start,
        Count = attempt.Range.Count,
        Number = attempt.Number,
        Worker = attempt.Worker,
        StartedAt = EventFormat.Ticks(attempt.StartedAt),
        Seconds = attempt.Seconds,
        Outcome = (Journal.Format.AttemptOutcome)(attempt.Outcome + 1),
        Reason = attempt.Reason,
    };

    private static Attempt FromWire(Format.Attempt wire) => new(
        new TrialRange(wire.Start, wire.Count),
        wire.Number,
        wire.Worker,
        EventFormat.Time(wire.StartedAt),
        wire.Seconds,
        (AttemptOutcome)(wire.Outcome - 1),
        wire.Reason);
}
