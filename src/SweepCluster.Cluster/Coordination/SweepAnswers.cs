using SweepCluster.Cluster.Coordination.Slots;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Answers clients' questions about sweeps from what the coordinator knows; part of its actor.</summary>
/// <param name="sweeps">The sweeps.</param>
/// <param name="submitted">Sweeps on their way into the register.</param>
/// <param name="register">The register.</param>
/// <param name="workers">The workers.</param>
/// <param name="clock">The clock.</param>
internal sealed class SweepAnswers(
    SweepRoster sweeps, Submissions submitted, RegisterLink register, WorkerRoster workers, TimeProvider clock)
{
    // Reading most journals takes less: a client that asks meanwhile gets the full answer a little later.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1.5);

    /// <summary>All sweeps; null if some of them will be known in a moment.</summary>
    public SweepProtocol.IToClient? List()
    {
        var now = clock.GetUtcNow();
        return sweeps.All.Any(IsJustOpened)
            ? null
            : new SweepProtocol.SweepList([.. sweeps.All.Select(sweep => sweep.StatusAt(now, workers))]);
    }

    /// <summary>One sweep's status; null if it will be known in a moment.</summary>
    /// <param name="sweepId">The sweep; empty to ask whether the coordinator can work at all.</param>
    public SweepProtocol.IToClient? Status(string sweepId)
    {
        if (sweeps.Find(sweepId) is not { } entry)
            return sweepId.Length == 0 && SharedOutage is { } outage
                ? outage.Interrupts("")
                : new SweepProtocol.UnknownSweep(sweepId);
        if (IsJustOpened(entry))
            return null;
        var admitted = entry.Registered.Admitted;
        return new SweepProtocol.StatusReply(
            sweepId, entry.StatusAt(clock.GetUtcNow(), workers), admitted.Text, admitted.Fingerprint);
    }

    /// <summary>Why a sweep cannot do what is asked of it now; null if it can.</summary>
    /// <param name="entry">The sweep.</param>
    /// <param name="isChange">Whether its journal must be writable; otherwise it must only have been read.</param>
    public Outage? ObstacleTo(SweepEntry entry, bool isChange)
    {
        if (entry.IsInterrupted)
            return entry.Outage;
        if (entry.ReadingSince is { } since && clock.GetUtcNow() - since >= PendingWrites.Slow)
            return entry.Outage ?? Outage.OfOpening(since);
        return isChange && entry.Ended is null ? entry.Outage : null;
    }

    // All sweeps share the disk or database of their journals, but damage concerns one sweep alone.
    private Outage? SharedOutage => submitted.WaitsSince is { } since
        ? Outage.OfWaiting(since)
        : register.Outage
            ?? sweeps.All.FirstOrDefault(sweep => sweep is { Ended: null, Outage.IsFinal: false })?.Outage;

    private bool IsJustOpened(SweepEntry sweep) =>
        sweep is { IsUnread: true, Outage: null, ReadingSince: { } since } && clock.GetUtcNow() - since < Moment;
}
