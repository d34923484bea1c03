using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Cluster.Protocol.WorkerProtocol;

namespace SweepCluster.Cluster.Wire;

/// <summary>The messages between workers and the coordinator.</summary>
internal static class WorkerCodecs
{
    /// <summary>All of them.</summary>
    public static WireCodec[] All { get; } =
    [
        WireCodec.Of<PullPack, Format.PullPack>("pull.1", ToWire, FromWire),
        WireCodec.Of<TellThroughput, Format.TellPace>(
            "pace.1",
            m => new Format.TellPace
            {
                Worker = m.Worker, UpdatesPerSecond = m.UpdatesPerSecond, Problem = m.Problem, Slots = m.Slots,
                Busy = { m.Busy }, Gpus = m.Gpus,
            },
            f => new TellThroughput(f.Worker, f.UpdatesPerSecond)
            {
                Problem = f.Problem, Slots = f.Slots, Busy = [.. f.Busy], Gpus = f.Gpus,
            }),
        WithCheckpoint(
            "renew.1", m => m.Checkpoint, (sweep, lease, checkpoint) => new RenewLease(sweep, lease, checkpoint)),
        WireCodec.Of<ReportPack, Format.ReportPack>("report.1", ToWire, FromWire),
        WireCodec.Of<ReportFailure, Format.ReportFailure>("failure.1", ToWire, FromWire),
        WithCheckpoint(
            "hand-back.1", m => m.Checkpoint, (sweep, lease, checkpoint) => new HandBack(sweep, lease, checkpoint)),
        WithCheckpoint("yield.1", m => m.Rest, (sweep, lease, rest) => new YieldPart(sweep, lease, rest)),
        WireCodec.Of<TellProgress, Format.TellProgress>("progress.1", ToWire, FromWire),
        WireCodec.Of<PackGranted, Format.PackGranted>("granted.1", ToWire, FromWire),
        WireCodec.Of<NothingOpen, Format.NothingOpen>(
            "nothing-open.1",
            m => new Format.NothingOpen { SlotRequest = ToWire(m.SlotRequest) },
            f => new NothingOpen(FromWire(f.SlotRequest))),
        WireCodec.Of<Unfit, Format.Unfit>(
            "unfit.1",
            m => new Format.Unfit
            {
                SlotRequest = ToWire(m.SlotRequest),
                OldestProtocol = m.Coordinator.Oldest,
                NewestProtocol = m.Coordinator.Newest,
            },
            f => new Unfit(FromWire(f.SlotRequest), new ProtocolRange(f.OldestProtocol, f.NewestProtocol))),
        WireCodec.Of<WorkAvailable, Format.Nothing>("work.1", _ => new Format.Nothing(), _ => new WorkAvailable()),
        WireCodec.Of<Recorded, Format.Recorded>(
            "recorded.1",
            m => new Format.Recorded { SweepId = m.SweepId, Lease = LeaseFormat.ToWire(m.Lease), First = m.First },
            f => new Recorded(f.SweepId, LeaseFormat.FromWire(f.Lease), f.First)),
        WireCodec.Of<SplitPack, Format.SplitPack>(
            "split.1",
            m => new Format.SplitPack
            {
                SweepId = m.SweepId, Lease = LeaseFormat.ToWire(m.Lease), Takers = m.Takers, Throughput = m.Throughput,
            },
            f => new SplitPack(f.SweepId, LeaseFormat.FromWire(f.Lease), f.Takers, f.Throughput)),
        WireCodec.Of<ReadLog, Format.ReadLog>(
            "read-log.1",
            m => new Format.ReadLog
            {
                SweepId = m.SweepId, Fingerprint = m.Fingerprint, Place = m.Place, From = LogCodec.ToWire(m.From),
            },
            f => new ReadLog(f.SweepId, f.Fingerprint, f.Place, LogCodec.FromWire(f.From))),
        WireCodec.Of<LeaseLost, Format.AboutLease>(
            "lease-lost.1",
            m => new Format.AboutLease { SweepId = m.SweepId, Lease = LeaseFormat.ToWire(m.Lease) },
            f => new LeaseLost(f.SweepId, LeaseFormat.FromWire(f.Lease))),
    ];

    private static WireCodec WithCheckpoint<T>(
        string manifest, Func<T, PackCheckpoint?> checkpoint, Func<string, Lease, PackCheckpoint?, T> read)
        where T : IAboutLease => WireCodec.Of<T, Format.AboutLeaseWithCheckpoint>(
            manifest,
            m => new Format.AboutLeaseWithCheckpoint
            {
                SweepId = m.SweepId,
                Lease = LeaseFormat.ToWire(m.Lease),
                Checkpoint = CheckpointCodec.ToWire(checkpoint(m)),
            },
            f => read(f.SweepId, LeaseFormat.FromWire(f.Lease), CheckpointCodec.FromWire(f.Checkpoint)));

    private static Format.ReportFailure ToWire(ReportFailure failure)
    {
        var wire = new Format.ReportFailure
        {
            SweepId = failure.SweepId,
            Lease = LeaseFormat.ToWire(failure.Lease),
            Reason = failure.Reason,
            Logs = { LogCodec.ToWire(failure.Logs) },
        };
        if (failure.Place is { } place)
            wire.Place = place;
        return wire;
    }

    private static ReportFailure FromWire(Format.ReportFailure wire) =>
        new(wire.SweepId, LeaseFormat.FromWire(wire.Lease), wire.Reason)
        {
            Place = wire.HasPlace ? wire.Place : null,
            Logs = LogCodec.FromWire(wire.Logs),
        };

    private static Format.TellProgress ToWire(TellProgress told) => new()
    {
        SweepId = told.SweepId,
        Lease = LeaseFormat.ToWire(told.Lease),
        EpochsLeft = told.Progress.EpochsLeft,
        SecondsLeft = told.Progress.SecondsLeft,
        Throughput = told.Progress.Throughput,
    };

    private static TellProgress FromWire(Format.TellProgress wire) =>
        new(wire.SweepId, LeaseFormat.FromWire(wire.Lease), new(wire.EpochsLeft, wire.SecondsLeft, wire.Throughput));

    private static Format.PullPack ToWire(PullPack pull) => new()
    {
        SlotRequest = ToWire(pull.SlotRequest),
        Slots = pull.Slots,
        OldestProtocol = pull.Speaks.Oldest,
        NewestProtocol = pull.Speaks.Newest,
        Avoids = { pull.Avoids },
        Problem = pull.Problem,
        Gpus = pull.Gpus,
    };

    private static PullPack FromWire(Format.PullPack wire) => new(FromWire(wire.SlotRequest), wire.Slots)
    {
        Speaks = wire.NewestProtocol == 0 ? ProtocolRange.Untold : new(wire.OldestProtocol, wire.NewestProtocol),
        Avoids = wire.Avoids.Count == 0 ? [] : [.. wire.Avoids],
        Problem = wire.Problem,
        Gpus = wire.Gpus,
    };

    private static Format.ReportPack ToWire(ReportPack report)
    {
        var wire = new Format.ReportPack
        {
            SweepId = report.SweepId,
            Lease = LeaseFormat.ToWire(report.Lease),
            First = report.First,
            References = { report.Outcome.References },
            Kind = OutcomeFormat.WordOf(report.Outcome.Trials),
            Seconds = report.Seconds,
            LeavesRest = report.LeavesRest,
            Logs = { LogCodec.ToWire(report.Logs) },
            TrialSeconds = { report.TrialSeconds },
        };
        wire.Outcomes.AddRange(OutcomeFormat.ToWire(report.Outcome.Trials));
        return wire;
    }

    private static ReportPack FromWire(Format.ReportPack wire) => new(
        wire.SweepId,
        LeaseFormat.FromWire(wire.Lease),
        wire.First,
        new PackOutcome(
            OutcomeFormat.References(wire.Kind, wire.References), OutcomeFormat.FromWire(wire.Kind, wire.Outcomes)),
        wire.Seconds)
    {
        LeavesRest = wire.LeavesRest,
        Logs = LogCodec.FromWire(wire.Logs),
        TrialSeconds = [.. wire.TrialSeconds],
    };

    private static Format.PackGranted ToWire(PackGranted granted) => new()
    {
        SweepId = granted.SweepId,
        Lease = LeaseFormat.ToWire(granted.Lease),
        Text = SpecText.Of(granted.Spec),
        Fingerprint = granted.Fingerprint,
        Checkpoint = CheckpointCodec.ToWire(granted.Checkpoint),
        TraceParent = granted.TraceParent,
        WantsProgress = granted.WantsProgress,
        OrderVersion = granted.Versions.Order,
        ArithmeticVersion = granted.Versions.Arithmetic,
        Trials = { granted.Proposed.Select(RoundFormat.ToWire) },
    };

    private static PackGranted FromWire(Format.PackGranted wire) => new(
        wire.SweepId,
        LeaseFormat.FromWire(wire.Lease),
        SpecText.Read(wire.Text),
        wire.Fingerprint,
        CheckpointCodec.FromWire(wire.Checkpoint))
    {
        TraceParent = wire.TraceParent,
        WantsProgress = wire.WantsProgress,
        Versions = new(Math.Max(wire.OrderVersion, 1), Math.Max(wire.ArithmeticVersion, 1)),
        Proposed = [.. wire.Trials.Select(RoundFormat.FromWire)],
    };

    private static Format.SlotRequest ToWire(SlotRequest slot) =>
        new() { Worker = slot.Worker, Slot = slot.Slot, Pull = slot.Pull };

    private static SlotRequest FromWire(Format.SlotRequest wire) => new(wire.Worker, wire.Slot, wire.Pull);
}
