using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.Collections;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Cluster.Journal;

/// <summary>Translates the events of a sweep into protobuf messages (journal.proto), and back.</summary>
/// <remarks>Enumerations are written as their value plus one, because zero means "unspecified" in protobuf.</remarks>
internal static class EventFormat
{
    public static IMessage ToWire(ISweepEvent sweepEvent) => sweepEvent switch
    {
        SweepSubmitted e => Submitted(e),
        SweepResumed e => new Format.SweepResumed { At = Ticks(e.At) },
        TrialsProposed e => new Format.TrialsProposed { Round = RoundFormat.ToWire(e.Round), At = Ticks(e.At) },
        LeaseGranted e => new Format.LeaseGranted { Lease = LeaseFormat.ToWire(e.Lease) },
        LeaseEnded e => new Format.LeaseEnded
        {
            LeaseId = e.LeaseId,
            Outcome = (Format.AttemptOutcome)(e.Outcome + 1),
            Reason = e.Reason,
            At = Ticks(e.At),
        },
        PartYielded e => new Format.PartYielded { LeaseId = e.LeaseId, Part = ToWire(e.Part), At = Ticks(e.At) },
        PackCompleted e => Completed(e),
        PartCompleted e => Completed(e),
        WorkerExcluded e => new Format.WorkerExcluded { Worker = e.Worker, Reason = e.Reason, At = Ticks(e.At) },
        SweepPaused e => new Format.SweepPaused { At = Ticks(e.At) },
        SweepContinued e => new Format.SweepContinued { At = Ticks(e.At) },
        TrialsReopened e => Reopened(e),
        TrialFailed e => new Format.TrialFailed
        {
            LeaseId = e.LeaseId,
            Place = e.Place,
            Reason = e.Reason,
            At = Ticks(e.At),
        },
        TrialGivenUp e => new Format.TrialGivenUp
        {
            Lease = LeaseFormat.ToWire(e.Lease),
            Reason = e.Reason,
            At = Ticks(e.At),
        },
        SweepEnded e => new Format.SweepEnded { Reason = (Format.EndReason)(e.Reason + 1), At = Ticks(e.At) },
        _ => throw new ArgumentOutOfRangeException(nameof(sweepEvent), sweepEvent, "Not an event for the journal."),
    };

    public static ISweepEvent FromWire(Format.SweepSubmitted e) => new SweepSubmitted(
        new SweepPlan(
            e.Fingerprint,
            e.Planned,
            e.GroupSize,
            e.SmallestPack,
            new Aim(e.Metric - 1, e.Maximize ? Direction.Maximize : Direction.Minimize),
            new StopRules(TimeSpan.FromTicks(e.MaxTimeTicks), e.Goal, e.MaxFailures))
        {
            Versions = new(Math.Max(e.OrderVersion, 1), Math.Max(e.ArithmeticVersion, 1)),
            Attempts = e.MostAttempts == 0
                ? AttemptRules.Computed
                : new AttemptRules(e.MostAttempts, AreRepeatable: false),
            Schedule = RoundFormat.FromWire(e.Schedule),
        },
        e.Text,
        Time(e.At));

    public static ISweepEvent FromWire(Format.SweepResumed e) => new SweepResumed(Time(e.At));

    public static ISweepEvent FromWire(Format.TrialsProposed e) =>
        new TrialsProposed(RoundFormat.FromWire(e.Round), Time(e.At));

    public static ISweepEvent FromWire(Format.LeaseGranted e) => new LeaseGranted(LeaseFormat.FromWire(e.Lease));

    public static ISweepEvent FromWire(Format.LeaseEnded e) =>
        new LeaseEnded(e.LeaseId, (AttemptOutcome)(e.Outcome - 1), e.Reason, Time(e.At));

    public static ISweepEvent FromWire(Format.PartYielded e) =>
        new PartYielded(e.LeaseId, RangeFrom(e.Part), null, Time(e.At));

    public static ISweepEvent FromWire(Format.PackCompleted e) => new PackCompleted(
        LeaseFormat.FromWire(e.Lease),
        SegmentsFrom(e.Segments),
        ReferencesFrom(e.Segments, e.References),
        e.Seconds,
        Time(e.At))
    {
        TrialSeconds = [.. e.TrialSeconds],
    };

    public static ISweepEvent FromWire(Format.PartCompleted e) => new PartCompleted(
        LeaseFormat.FromWire(e.Lease),
        RangeFrom(e.Part),
        SegmentsFrom(e.Segments),
        ReferencesFrom(e.Segments, e.References),
        e.Seconds,
        Time(e.At))
    {
        TrialSeconds = [.. e.TrialSeconds],
    };

    public static ISweepEvent FromWire(Format.WorkerExcluded e) => new WorkerExcluded(e.Worker, e.Reason, Time(e.At));

    public static ISweepEvent FromWire(Format.SweepPaused e) => new SweepPaused(Time(e.At));

    public static ISweepEvent FromWire(Format.SweepContinued e) => new SweepContinued(Time(e.At));

    public static ISweepEvent FromWire(Format.TrialsReopened e) =>
        new TrialsReopened(e.RequestId, [.. e.Ranges.Select(RangeFrom)], Time(e.At));

    public static ISweepEvent FromWire(Format.TrialFailed e) =>
        new TrialFailed(e.LeaseId, e.Place, e.Reason, Time(e.At));

    public static ISweepEvent FromWire(Format.TrialGivenUp e) =>
        new TrialGivenUp(LeaseFormat.FromWire(e.Lease), e.Reason, Time(e.At));

    public static ISweepEvent FromWire(Format.SweepEnded e) => new SweepEnded((EndReason)(e.Reason - 1), Time(e.At));

    public static long Ticks(DateTimeOffset at) => at.UtcTicks;

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static Format.SweepSubmitted Submitted(SweepSubmitted e) => new()
    {
        Fingerprint = e.Plan.Fingerprint,
        Planned = e.Plan.Planned,
        GroupSize = e.Plan.GroupSize,
        SmallestPack = e.Plan.SmallestPack,
        Metric = e.Plan.Aim.Metric + 1,
        OrderVersion = e.Plan.Versions.Order,
        ArithmeticVersion = e.Plan.Versions.Arithmetic,
        Maximize = e.Plan.Aim.Direction == Direction.Maximize,
        MaxTimeTicks = e.Plan.Stop.MaxTime.Ticks,
        Goal = e.Plan.Stop.Goal,
        MaxFailures = e.Plan.Stop.MaxFailures,
        MostAttempts = e.Plan.Attempts.AreRepeatable ? 0 : e.Plan.Attempts.Most,
        Schedule = RoundFormat.ToWire(e.Plan.Schedule),
        Text = e.Text,
        At = Ticks(e.At),
    };

    private static Format.PackCompleted Completed(PackCompleted e)
    {
        var wire = new Format.PackCompleted
        {
            Lease = LeaseFormat.ToWire(e.Lease),
            References = { e.References },
            Seconds = e.Seconds,
            At = Ticks(e.At),
            TrialSeconds = { e.TrialSeconds },
        };
        wire.Segments.AddRange(e.Segments.Select(SegmentFormat.ToWire));
        return wire;
    }

    private static Format.PartCompleted Completed(PartCompleted e)
    {
        var wire = new Format.PartCompleted
        {
            Lease = LeaseFormat.ToWire(e.Lease),
            Part = ToWire(e.Part),
            References = { e.References },
            Seconds = e.Seconds,
            At = Ticks(e.At),
            TrialSeconds = { e.TrialSeconds },
        };
        wire.Segments.AddRange(e.Segments.Select(SegmentFormat.ToWire));
        return wire;
    }

    private static Format.TrialsReopened Reopened(TrialsReopened e)
    {
        var wire = new Format.TrialsReopened { RequestId = e.RequestId, At = Ticks(e.At) };
        wire.Ranges.AddRange(e.Ranges.Select(ToWire));
        return wire;
    }

    private static ImmutableArray<ResultSegment> SegmentsFrom(IEnumerable<Format.ResultSegment> segments) =>
        [.. segments.Select(SegmentFormat.FromWire)];

    private static ImmutableArray<double> ReferencesFrom(
        RepeatedField<Format.ResultSegment> segments, RepeatedField<double> references) =>
        OutcomeFormat.References(segments.Count == 0 ? "" : segments[0].Kind, references);

    private static Format.TrialRange ToWire(TrialRange range) => new() { Start = range.Start, Count = range.Count };

    private static TrialRange RangeFrom(Format.TrialRange range) => new(range.Start, range.Count);
}
