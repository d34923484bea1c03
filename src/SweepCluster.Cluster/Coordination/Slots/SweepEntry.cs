using Akka.Actor;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Register;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Coordination.Slots;

/// <summary>A sweep as the coordinator sees it.</summary>
/// <param name="Registered">The register's entry.</param>
/// <param name="Actor">The actor that owns its state; null while nobody needs it.</param>
/// <param name="Standing">What that actor last told; null before it told anything.</param>
/// <param name="Outage">What keeps it from going on, until its journal is written again; null if nothing does.</param>
internal sealed record SweepEntry(
    RegisteredSweep Registered, IActorRef? Actor = null, SweepStanding? Standing = null, Outage? Outage = null)
{
    private static readonly Account Nothing = new(0, 0, 0, 0, 0, 0);

    /// <summary>The sweep.</summary>
    public string SweepId => Registered.Admitted.SweepId;

    /// <summary>What its file says; null until the file is read.</summary>
    public SweepSpec? Spec { get; init; }

    /// <summary>What each of its packs takes of a worker; the usual until its file is read.</summary>
    public TrialResources Needs => Spec?.Objective.Resources ?? TrialResources.Usual;

    /// <summary>Whether it takes no work from a worker any more.</summary>
    public bool Excludes(string worker) => Standing?.Excluded.ContainsKey(worker) ?? false;

    /// <summary>Whether this very coordinator admitted it, so that it surely begins with nothing.</summary>
    public bool IsNew { get; init; }

    /// <summary>Since when its journal is being read; null if it is not.</summary>
    public DateTimeOffset? ReadingSince { get; init; }

    /// <summary>Why it is over; null while it goes on.</summary>
    public EndReason? Ended => Standing is null ? Registered.Closed?.Reason : Standing.Ended;

    /// <summary>Whether a free slot may ask it for a pack.</summary>
    public bool MayGrant => Actor is not null && Ended is null && Standing is not { Paused: true };

    /// <summary>Trials that wait for a slot, as far as the coordinator knows.</summary>
    public long Open => Ended is null ? Standing?.Open ?? 0 : 0;

    /// <summary>Whether it is useless to open its journal again.</summary>
    public bool IsLost => Outage is { IsFinal: true };

    /// <summary>Whether it waits for its journal: only the timer tries to open that again.</summary>
    public bool IsInterrupted => Actor is null && Outage is not null && (Ended is null || IsLost);

    /// <summary>Whether its progress is unknown, because its journal has not been read yet.</summary>
    public bool IsUnread => Standing is null && Registered.Closed is null && !IsNew;

    /// <summary>Without its actor: what was recorded stays, what was in training is unknown.</summary>
    public SweepEntry Stopped => this with { Actor = null, ReadingSince = null, Standing = Standing?.Stopped };

    /// <summary>Once somebody has read its file.</summary>
    public SweepEntry Knowing(SweepSpec? spec) => this with { Spec = Spec ?? spec };

    /// <summary>After its actor told how it stands.</summary>
    public SweepEntry Told(SweepStanding standing) =>
        this with { Standing = standing, ReadingSince = null, Outage = OutageAfter(standing) };

    /// <summary>Its share of the slots.</summary>
    public FairShare.Share Share => new(
        SweepId, (Standing?.Packs ?? 0) * Needs.Slots, Registered.Admitted.Priority);

    /// <summary>What it is doing.</summary>
    public SweepPhase Phase => Ended switch
    {
        EndReason.Finished => SweepPhase.Finished,
        EndReason.GoalReached => SweepPhase.GoalReached,
        EndReason.TimeUp => SweepPhase.TimeUp,
        EndReason.TooManyFailures => SweepPhase.TooManyFailures,
        EndReason.Cancelled => SweepPhase.Cancelled,
        _ when Outage is not null || IsUnread => SweepPhase.Interrupted,
        _ when Standing is { Paused: true } => SweepPhase.Paused,
        _ => Standing is null or { Packs: 0, Account.Done: 0 } ? SweepPhase.Queued : SweepPhase.Running,
    };

    /// <summary>Trials in training.</summary>
    public long Running => Standing?.Running ?? 0;

    /// <summary>Its status, for clients.</summary>
    /// <param name="now">The time.</param>
    /// <param name="workers">The workers there are.</param>
    public SweepStatus StatusAt(DateTimeOffset now, WorkerRoster workers) => new(
        SweepId,
        Phase,
        AccountSoFar,
        Running,
        Standing?.Packs ?? 0,
        Registered.Admitted.Priority,
        Registered.Admitted.At,
        (Outage ?? Opening)?.Reason ?? (Phase.IsEnd() ? "" : workers.LackOf(this) ?? ""),
        Standing?.Highlights ?? Registered.Closed?.Highlights ?? Highlights.None)
    {
        IsAccountKnown = !IsUnread,
        Course = Standing?.Course ?? Registered.Closed?.Course ?? SweepCourse.Unknown,
        SecondsLeft = Phase == SweepPhase.Running ? TimeLeft.Seconds(Standing?.EndsAt, now) : null,
    };

    // Before the sweep is in its own journal, its account is empty.
    private Account AccountSoFar => Standing is { Account.Planned: > 0 }
        ? Standing.Account
        : Registered.Closed?.Account ?? Nothing with { Planned = Spec?.Planned ?? 0 };

    private Outage? Opening => IsUnread && ReadingSince is { } since ? Outage.OfOpening(since) : null;

    // Only a write shows that the journal can be written again. A sweep that is over writes nothing.
    private Outage? OutageAfter(SweepStanding standing) =>
        standing.WaitsSince is { } since ? Outage.OfWaiting(since)
        : standing.HasWritten || standing.Ended is not null ? null
        : Outage;
}
