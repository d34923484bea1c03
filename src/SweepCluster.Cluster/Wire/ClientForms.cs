using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Decisions;
using static SweepCluster.Cluster.Protocol.SweepProtocol;

namespace SweepCluster.Cluster.Wire;

/// <summary>The messages between clients and the coordinator.</summary>
internal static class ClientForms
{
    /// <summary>All of them.</summary>
    public static WireForm[] All { get; } =
    [
        WireForm.Of<SubmitSweep, Format.SubmitSweep>(
            "submit.1",
            m => new Format.SubmitSweep
            {
                SweepId = m.SweepId, Fingerprint = m.Fingerprint, Text = m.Text, Priority = m.Priority,
            },
            f => new SubmitSweep(f.SweepId, f.Fingerprint, f.Text, f.Priority)),
        WireForm.Of<GetResultsPart, Format.GetResultsPart>(
            "get-results.1",
            m => new Format.GetResultsPart { SweepId = m.SweepId, From = ResultsForms.ToWire(m.From) },
            f => new GetResultsPart(f.SweepId, ResultsForms.FromWire(f.From))),
        AboutSweep("pause.1", sweepId => new PauseSweep(sweepId)),
        AboutSweep("continue.1", sweepId => new ContinueSweep(sweepId)),
        AboutSweep("cancel.1", sweepId => new CancelSweep(sweepId)),
        WireForm.Of<RetryTrials, Format.RetryTrials>(
            "retry.1",
            m => new Format.RetryTrials
            {
                SweepId = m.SweepId, RequestId = m.RequestId, Which = (Format.RetryWhich)(m.Which + 1),
            },
            f => new RetryTrials(f.SweepId, f.RequestId, (RetryWhich)(f.Which - 1))),
        WireForm.Of<ListSweeps, Format.Nothing>("list.1", _ => new Format.Nothing(), _ => new ListSweeps()),
        AboutSweep("get-status.1", sweepId => new GetStatus(sweepId)),
        WireForm.Of<ListNodes, Format.Nothing>("list-nodes.1", _ => new Format.Nothing(), _ => new ListNodes()),
        AboutSweep("accepted.1", sweepId => new SweepAccepted(sweepId)),
        WireForm.Of<SweepRefused, Format.AboutSweepWithReason>(
            "refused.1",
            m => new Format.AboutSweepWithReason { SweepId = m.SweepId, Reason = m.Reason },
            f => new SweepRefused(f.SweepId, f.Reason)),
        AboutSweep("done.1", sweepId => new Done(sweepId)),
        WireForm.Of<SweepResultsPart, Format.SweepResultsPart>("results.1", ResultsForms.ToWire, ResultsForms.FromWire),
        WireForm.Of<SweepInterrupted, Format.AboutSweepWithReason>(
            "interrupted.1",
            m => new Format.AboutSweepWithReason
            {
                SweepId = m.SweepId, Reason = m.Reason, IsDamaged = m.IsFinal, IsWaiting = m.Kind == OutageKind.Waiting,
                IsOfOtherVersion = m.Kind == OutageKind.OtherVersion,
            },
            f => new SweepInterrupted(f.SweepId, f.Reason) { Kind = KindOf(f) }),
        AboutSweep("unknown.1", sweepId => new UnknownSweep(sweepId)),
        WireForm.Of<SweepList, Format.SweepList>("sweeps.1", StatusForms.ToWire, StatusForms.FromWire),
        WireForm.Of<StatusReply, Format.StatusReply>("status.1", StatusForms.ToWire, StatusForms.FromWire),
        WireForm.Of<NodeList, Format.NodeList>("nodes.1", StatusForms.ToWire, StatusForms.FromWire),
    ];

    // Other versions that must not go on are told as damage too, for clients that know no more.
    private static OutageKind KindOf(Format.AboutSweepWithReason interrupted) => interrupted switch
    {
        { IsOfOtherVersion: true } => OutageKind.OtherVersion,
        { IsDamaged: true } => OutageKind.Damage,
        { IsWaiting: true } => OutageKind.Waiting,
        _ => OutageKind.Failure,
    };

    private static WireForm AboutSweep<T>(string manifest, Func<string, T> read)
        where T : IAboutSweep => WireForm.Of<T, Format.AboutSweep>(
            manifest, m => new Format.AboutSweep { SweepId = m.SweepId }, f => read(f.SweepId));
}
