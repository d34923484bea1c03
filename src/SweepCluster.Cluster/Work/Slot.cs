using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>The state of one slot of a worker node.</summary>
/// <param name="SlotRequest">The slot and the number of its present pull.</param>
/// <param name="Pack">The pack that it trains or reports; null for a free slot.</param>
/// <param name="Checkpoint">The newest checkpoint of the pack.</param>
/// <param name="Reports">Unconfirmed messages about the pack, to send one after the other; empty in training.</param>
internal sealed record Slot(
    SlotRequest SlotRequest,
    WorkerProtocol.PackGranted? Pack,
    PackCheckpoint? Checkpoint,
    ImmutableQueue<WorkerProtocol.IAboutLease> Reports)
{
    // A pull is small, and a new coordinator has no other way to know a free slot.
    private const int LongestPullPatience = 4;

    // Results are large, so sending them twice burdens a coordinator that is only busy. No slot stands still meanwhile.
    private const int ShortestReportPatience = 8;
    private const int LongestReportPatience = 16;

    private const int ShareAt = 2;

    /// <summary>Ticks since the slot sent the message that is not yet answered.</summary>
    public int Silence { get; init; }

    /// <summary>Ticks since it began to train its pack.</summary>
    public int Age { get; init; }

    /// <summary>Whether it has trained for a tick or two, and may still hold trials that others could begin.</summary>
    public bool IsDueToShare => IsTraining && Age == ShareAt && LeaseQueue.Fits(Pack!) && Pack!.Lease.Range.Count > 1;

    /// <summary>Ticks of silence after which it sends the message again.</summary>
    public int Patience { get; init; } = 1;

    /// <summary>A slot that has not pulled yet.</summary>
    public static Slot New(string worker, int slot) => new(new SlotRequest(worker, slot, 1), null, null, []);

    /// <summary>Whether the slot waits for a pack.</summary>
    public bool IsFree => Pack is null && LentTo is null;

    /// <summary>The slot whose pack takes this one too; null if none does.</summary>
    public int? LentTo { get; init; }

    /// <summary>Whether the slot's pack is in training.</summary>
    public bool IsTraining => Pack is not null && Reports.IsEmpty;

    /// <summary>Whether the slot has sent all results of its pack, and only the last is unconfirmed.</summary>
    public bool IsSayingItsLast => Report is WorkerProtocol.ReportPack && Reports.Dequeue().IsEmpty;

    /// <summary>The message to be confirmed next; null if the slot has nothing to report.</summary>
    public WorkerProtocol.IAboutLease? Report => Reports.IsEmpty ? null : Reports.Peek();

    /// <summary>The slot after its pack, with the number of its next pull.</summary>
    public Slot Freed() => New(SlotRequest.Worker, SlotRequest.Slot) with
    {
        SlotRequest = SlotRequest with { Pull = SlotRequest.Pull + 1 },
    };

    /// <summary>The slot with results to report, and without a checkpoint.</summary>
    /// <param name="reports">The messages to be confirmed, one after the other.</param>
    public Slot With(ImmutableQueue<WorkerProtocol.IAboutLease> reports) =>
        Saying(reports) with { Patience = ShortestReportPatience };

    /// <summary>Bytes that earlier renewals did not use, and that the next one may carry in addition.</summary>
    public long Allowance { get; init; }

    /// <summary>The slot after it has renewed its lease, and the renewal; null if there is nothing to renew.</summary>
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

    /// <summary>The slot with only the first trials of its pack.</summary>
    /// <param name="lease">Its lease without the others.</param>
    public Slot Without(Lease lease) =>
        this with { Pack = Pack! with { Lease = lease }, Checkpoint = Checkpoint?.Of(lease.Range) };

    /// <summary>The slot while it hands its pack back.</summary>
    public Slot HandingBack() => Saying([new WorkerProtocol.HandBack(Pack!.SweepId, Pack.Lease, Checkpoint)]);

    /// <summary>The slot one tick later; if its silence is 0 then, it sends its message again, if it has one.</summary>
    /// <remarks>It waits twice as long each time, so as not to burden a slow coordinator.</remarks>
    public Slot Waited()
    {
        if (IsTraining)
            return this with { Age = Age + 1 };
        if (Silence + 1 < Patience)
            return this with { Silence = Silence + 1 };
        var longest = IsFree ? LongestPullPatience : LongestReportPatience;
        return this with { Silence = 0, Patience = Math.Min(2 * Patience, longest) };
    }

    /// <summary>Whether a message is about the pack that the slot holds.</summary>
    public bool Holds(string sweepId, Lease lease) =>
        Pack is not null && Pack.SweepId == sweepId && Pack.Lease.IsSameAs(lease);

    private Slot Saying(ImmutableQueue<WorkerProtocol.IAboutLease> reports) =>
        this with { Reports = reports, Checkpoint = null, Silence = 0, Patience = 1 };
}
