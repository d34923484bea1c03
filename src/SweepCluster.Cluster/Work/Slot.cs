using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>What one slot of a worker node does.</summary>
/// <param name="SlotRequest">The slot and the number of its pull under way.</param>
/// <param name="Pack">The pack in training or in report; null for a free slot.</param>
/// <param name="Checkpoint">The newest of the pack.</param>
/// <param name="Reports">What is not yet confirmed about the pack, to be said one after the other; empty while it trains.</param>
internal sealed record Slot(
    SlotRequest SlotRequest,
    WorkerProtocol.PackGranted? Pack,
    PackCheckpoint? Checkpoint,
    ImmutableQueue<WorkerProtocol.IAboutLease> Reports)
{
    // A pull is small, and a coordinator that has just started knows of a free slot by nothing else.
    private const int LongestPullPatience = 4;

    // Results are large to say twice and to hear twice, by a coordinator that is only busy; no slot stands still meanwhile.
    private const int ShortestReportPatience = 8;
    private const int LongestReportPatience = 16;

    /// <summary>Ticks since the slot said last what is not yet answered.</summary>
    public int Silence { get; init; }

    /// <summary>Ticks until it says it again.</summary>
    public int Patience { get; init; } = 1;

    /// <summary>A slot that has not yet pulled.</summary>
    public static Slot New(string worker, int slot) => new(new SlotRequest(worker, slot, 1), null, null, []);

    /// <summary>Whether the slot waits for a pack.</summary>
    public bool IsFree => Pack is null;

    /// <summary>Whether the slot's pack is in training.</summary>
    public bool IsTraining => Pack is not null && Reports.IsEmpty;

    /// <summary>Whether all results of the slot's pack are said, and confirmed but for the last.</summary>
    public bool IsSayingItsLast => Report is WorkerProtocol.ReportPack && Reports.Dequeue().IsEmpty;

    /// <summary>What is to be confirmed next; null for a slot that has nothing to report.</summary>
    public WorkerProtocol.IAboutLease? Report => Reports.IsEmpty ? null : Reports.Peek();

    /// <summary>The slot after its pack, with the number of its next pull.</summary>
    public Slot Freed() => New(SlotRequest.Worker, SlotRequest.Slot) with { SlotRequest = SlotRequest with { Pull = SlotRequest.Pull + 1 } };

    /// <summary>The slot with results to report; nothing to go on training from.</summary>
    /// <param name="reports">What is to be confirmed, one after the other.</param>
    public Slot With(ImmutableQueue<WorkerProtocol.IAboutLease> reports) =>
        Saying(reports) with { Patience = ShortestReportPatience };

    /// <summary>Bytes that the next renewal may carry besides its own share, as those before it carried less.</summary>
    public long Allowance { get; init; }

    /// <summary>The slot after it has renewed its lease, and the renewal; null where there is nothing to renew.</summary>
    public (Slot Slot, WorkerProtocol.RenewLease? Renewal) Renewed(CheckpointLimits limits)
    {
        if (Pack is null || Report is WorkerProtocol.HandBack or WorkerProtocol.ReportFailure)
            return (this, null);
        var allowance = Math.Min(Allowance + limits.BytesPerInterval, limits.LargestBytes);
        var told = Checkpoint?.Bytes <= allowance ? Checkpoint : null;
        return (
            this with { Allowance = told is null ? allowance : 0 },
            new WorkerProtocol.RenewLease(Pack.SweepId, Pack.Lease, told));
    }

    /// <summary>The slot that trains the first trials of its pack alone.</summary>
    /// <param name="lease">Its lease without the others.</param>
    public Slot Without(Lease lease) =>
        this with { Pack = Pack! with { Lease = lease }, Checkpoint = Checkpoint?.Of(lease.Range) };

    /// <summary>The slot that hands its pack back.</summary>
    public Slot HandingBack() => Saying([new WorkerProtocol.HandBack(Pack!.SweepId, Pack.Lease, Checkpoint)]);

    /// <summary>The slot a tick later; says again where its silence is 0 then.</summary>
    /// <remarks>Each time it waits twice as long: a coordinator that is slow to answer is not to be told all of it all the time.</remarks>
    public Slot Waited() => Silence + 1 < Patience
        ? this with { Silence = Silence + 1 }
        : this with { Silence = 0, Patience = Math.Min(2 * Patience, IsFree ? LongestPullPatience : LongestReportPatience) };

    /// <summary>Whether a message is about the pack that the slot holds.</summary>
    public bool Holds(string sweepId, Lease lease) =>
        Pack is not null && Pack.SweepId == sweepId && Pack.Lease.IsSameAs(lease);

    private Slot Saying(ImmutableQueue<WorkerProtocol.IAboutLease> reports) =>
        this with { Reports = reports, Checkpoint = null, Silence = 0, Patience = 1 };
}
