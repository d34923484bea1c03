using Akka.Actor;
using SweepCluster.Cluster.Journal;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination;

/// <summary>A sweep as the coordinator sees it.</summary>
/// <param name="Registered">What the register says of it.</param>
/// <param name="Actor">The actor that owns its state; null while nobody needs it.</param>
/// <param name="Standing">What that actor last told; null before it told anything.</param>
/// <param name="Problem">What keeps it from going on, in words; empty while nothing does.</param>
internal sealed record SweepEntry(
    RegisteredSweep Registered, IActorRef? Actor = null, SweepStanding? Standing = null, string Problem = "")
{
    private static readonly Account Nothing = new(0, 0, 0, 0, 0, 0);

    /// <summary>The sweep.</summary>
    public string SweepId => Registered.Admitted.SweepId;

    /// <summary>Why it is over; null while it goes on.</summary>
    public EndReason? Ended => Standing is null ? Registered.Closed?.Reason : Standing.Ended;

    /// <summary>Whether a free slot may ask it for a pack.</summary>
    public bool MayGrant => Actor is not null && Ended is null && Standing is not { Paused: true };

    /// <summary>Trials that wait for a slot, as far as is known.</summary>
    public long Open => Ended is null ? Standing?.Open ?? 0 : 0;

    /// <summary>Whether its journal is damaged, so that opening it again is of no use.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>What keeps it from going on.</summary>
    public JournalTrouble Trouble => new(Problem, IsDamaged);

    /// <summary>Whether it waits for its journal: nobody but the clock should try to open that again.</summary>
    public bool IsInterrupted => Actor is null && Problem.Length > 0 && (Ended is null || IsDamaged);

    /// <summary>Without its actor: what was recorded stays, what was in training is not known.</summary>
    public SweepEntry Stopped => this with { Actor = null, Standing = Standing?.Stopped };

    /// <summary>What it has of the slots.</summary>
    public FairShare.Share Share => new(SweepId, Standing?.Packs ?? 0, Registered.Admitted.Priority);

    /// <summary>For those who ask.</summary>
    public SweepStatus Status => new(
        SweepId,
        Phase,
        Standing?.Account ?? Registered.Closed?.Account ?? Nothing,
        Standing?.Running ?? 0,
        Standing?.Packs ?? 0,
        Registered.Admitted.Priority,
        Registered.Admitted.At,
        Problem,
        Standing?.Highlights ?? Registered.Closed?.Highlights ?? Highlights.None)
    {
        Course = Standing?.Course ?? Registered.Closed?.Course ?? SweepCourse.Unknown,
    };

    private SweepPhase Phase => Ended switch
    {
        EndReason.Finished => SweepPhase.Finished,
        EndReason.GoalReached => SweepPhase.GoalReached,
        EndReason.TimeUp => SweepPhase.TimeUp,
        EndReason.TooManyFailures => SweepPhase.TooManyFailures,
        EndReason.Cancelled => SweepPhase.Cancelled,
        _ when Problem.Length > 0 => SweepPhase.Interrupted,
        _ when Standing is { Paused: true } => SweepPhase.Paused,
        _ => Standing is null or { Packs: 0, Account.Done: 0 } ? SweepPhase.Queued : SweepPhase.Running,
    };
}
