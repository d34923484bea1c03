using SweepCluster.Cluster.Coordination.Slots;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination.Sweep;

/// <summary>What a sweep's actor tells others of the sweep.</summary>
/// <param name="sweepId">The sweep.</param>
/// <param name="spec">Its sweep file.</param>
/// <param name="writes">What is on its way into its journal.</param>
internal sealed class SweepReports(string sweepId, SweepSpec spec, PendingWrites writes)
{
    /// <summary>For the coordinator.</summary>
    /// <param name="newest">The state with all that is on its way into the journal.</param>
    /// <param name="persisted">The state that the journal holds.</param>
    /// <param name="endsAt">The estimated end; null if there is no estimate.</param>
    /// <remarks>
    /// No lease outlives a restart, but the journal ends them only with its first write after it. Open trials are those
    /// of the newest state: a slot that is called for a trial already granted would come in vain.
    /// </remarks>
    public SweepStanding Standing(SweepState newest, SweepState persisted, DateTimeOffset? endsAt)
    {
        var leases = writes.HasWritten ? persisted.Leases : LeaseBook.Empty;
        return new SweepStanding(
            sweepId, persisted.Account, leases.Trials, leases.Count, newest.Open.Trials, persisted.Paused,
            persisted.Ended, persisted.Highlights)
        {
            HasWritten = writes.HasWritten,
            WaitsSince = writes.WaitsSince,
            EndsAt = endsAt,
            Excluded = newest.Health.Excluded,
            Course = Course(persisted),
        };
    }

    /// <summary>For those who follow the sweep.</summary>
    /// <param name="persisted">The state that the journal holds.</param>
    /// <param name="endsAt">The estimated end; null if there is no estimate.</param>
    /// <param name="now">The time.</param>
    public SweepProtocol.SweepProgress Progress(SweepState persisted, DateTimeOffset? endsAt, DateTimeOffset now) =>
        new(sweepId, persisted.Account, persisted.Leases.Trials, persisted.Ended, persisted.Highlights)
        {
            Paused = persisted.Paused,
            Problem = writes.WaitsSince is { } since ? Outage.OfWaiting(since).Reason : "",
            SecondsLeft = persisted.Paused ? null : TimeLeft.Seconds(endsAt, now),
        };

    private SweepCourse Course(SweepState persisted) => new(
        spec.Metric.Column,
        persisted.ActiveBefore,
        persisted is { Plan: not null, Paused: false, Ended: null } ? persisted.ActiveSince : null,
        persisted.Failures.IsEmpty ? "" : persisted.Failures[^1].Reason)
    { Kind = spec.Kind.Word };
}
