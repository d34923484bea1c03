using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Decisions;
using static SweepCluster.Cluster.Protocol.SweepProtocol;

namespace SweepCluster.Cluster.Wire;

/// <summary>The messages between clients and the coordinator.</summary>
internal static class ClientCodecs
{
    /// <summary>All of them.</summary>
    public static WireCodec[] All { get; } =
    [
        WireCodec.Of<SubmitSweep, Format.SubmitSweep>(
            "submit.1",
            m => new Format.SubmitSweep
            {
                SweepId = m.SweepId, Fingerprint = m.Fingerprint, Text = m.Text, Priority = m.Priority,
            },
            f => new SubmitSweep(f.SweepId, f.Fingerprint, f.Text, f.Priority)),
        WireCodec.Of<GetResultsPart, Format.GetResultsPart>(
            "get-results.1",
            m => new Format.GetResultsPart { SweepId = m.SweepId, From = ResultsCodec.ToWire(m.From) },
            f => new GetResultsPart(f.SweepId, ResultsCodec.FromWire(f.From))),
        WireCodec.Of<GetTrialLog, Format.GetTrialLog>(
            "get-log.1",
            m => new Format.GetTrialLog { SweepId = m.SweepId, TrialId = m.TrialId, From = LogCodec.ToWire(m.From) },
            f => new GetTrialLog(f.SweepId, f.TrialId, LogCodec.FromWire(f.From))),
        AboutSweep("pause.1", sweepId => new PauseSweep(sweepId)),
        AboutSweep("continue.1", sweepId => new ResumeSweep(sweepId)),
        AboutSweep("cancel.1", sweepId => new CancelSweep(sweepId)),
        WireCodec.Of<RetryTrials, Format.RetryTrials>(
            "retry.1",
            m => new Format.RetryTrials
            {
                SweepId = m.SweepId, RequestId = m.RequestId, Which = (Format.RetryWhich)(m.Which + 1),
            },
            f => new RetryTrials(f.SweepId, f.RequestId, (RetryWhich)(f.Which - 1))),
        WireCodec.Of<ListSweeps, Format.Nothing>("list.1", _ => new Format.Nothing(), _ => new ListSweeps()),
        AboutSweep("get-status.1", sweepId => new GetStatus(sweepId)),
        WireCodec.Of<ListNodes, Format.Nothing>("list-nodes.1", _ => new Format.Nothing(), _ => new ListNodes()),
        AboutSweep("accepted.1", sweepId => new SweepAccepted(sweepId)),
        WireCodec.Of<SweepRefused, Format.AboutSweepWithReason>(
            "refused.1",
            m => new Format.AboutSweepWithReason { SweepId = m.SweepId, Reason = m.Reason },
            f => new SweepRefused(f.SweepId, f.Reason)),
        AboutSweep("done.1", sweepId => new Done(sweepId)),
        WireCodec.Of<SweepResultsPart, Format.SweepResultsPart>(
            "results.1", ResultsCodec.ToWire, ResultsCodec.FromWire),
        WireCodec.Of<TrialLogReply, Format.TrialLogReply>(
            "log.1",
            m => new Format.TrialLogReply { SweepId = m.SweepId, Log = LogCodec.ToWire(m.Log) },
            f => new TrialLogReply(f.SweepId, LogCodec.FromWire(f.Log))),
        WireCodec.Of<SweepInterrupted, Format.AboutSweepWithReason>(
            "interrupted.1",
            m => new Format.AboutSweepWithReason
            {
                SweepId = m.SweepId, Reason = m.Reason, IsDamaged = m.IsFinal, IsWaiting = m.Kind == OutageKind.Waiting,
                IsOfOtherVersion = m.Kind == OutageKind.OtherVersion,
            },
            f => new SweepInterrupted(f.SweepId, f.Reason) { Kind = KindOf(f) }),
        AboutSweep("unknown.1", sweepId => new UnknownSweep(sweepId)),
        WireCodec.Of<SweepList, Format.SweepList>("sweeps.1", StatusCodec.ToWire, StatusCodec.FromWire),
        WireCodec.Of<StatusReply, Format.StatusReply>("status.1", StatusCodec.ToWire, StatusCodec.FromWire),
        WireCodec.Of<NodeList, Format.NodeList>("nodes.1", StatusCodec.ToWire, StatusCodec.FromWire),
    ];

    // Other versions that must not go on are told as damage too, for clients that know no more.
    private static OutageKind KindOf(Format.AboutSweepWithReason interrupted) => interrupted switch
    {
        { IsOfOtherVersion: true } => OutageKind.OtherVersion,
        { IsDamaged: true } => OutageKind.Damage,
        { IsWaiting: true } => OutageKind.Waiting,
        _ => OutageKind.Failure,
    };

    private static WireCodec AboutSweep<T>(string manifest, Func<string, T> read)
        where T : IAboutSweep => WireCodec.Of<T, Format.AboutSweep>(
            manifest, m => new Format.AboutSweep { SweepId = m.SweepId }, f => read(f.SweepId));
}
