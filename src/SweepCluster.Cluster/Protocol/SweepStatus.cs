using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Protocol;

/// <summary>How a sweep stands.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="Account">Where the planned trials are.</param>
/// <param name="Running">Trials in training.</param>
/// <param name="Packs">Packs in training.</param>
/// <param name="Priority">Its share of the slots, against those of other sweeps.</param>
/// <param name="SubmittedAt">When it came.</param>
/// <param name="Problem">What keeps it from going on, in words; empty while nothing does.</param>
/// <param name="Highlights">What it has come to so far; none for one that was over before coordinators kept that.</param>
public sealed record SweepStatus(
    string SweepId,
    SweepPhase Phase,
    Account Account,
    long Running,
    int Packs,
    int Priority,
    DateTimeOffset SubmittedAt,
    string Problem,
    Highlights Highlights)
{
    /// <summary>
    /// Whether the account is known; not while a coordinator that has just started reads the sweep's journal: then all but the
    /// number of planned trials is zero.
    /// </summary>
    public bool IsAccountKnown { get; init; } = true;

    /// <summary>Seconds until its end as its packs in training tell; null where nothing tells, or nothing is granted.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>With the account that was last heard, where the coordinator does not know it yet.</summary>
    /// <param name="last">How the sweep stood then; null where nothing was heard.</param>
    public SweepStatus OrLast(SweepStatus? last) => IsAccountKnown || last is not { IsAccountKnown: true }
        ? this
        : this with { Account = last.Account, Highlights = last.Highlights, IsAccountKnown = true };

    /// <summary>What it is ranked on, how long it has worked, why trials failed.</summary>
    public SweepCourse Course { get; init; } = SweepCourse.Unknown;
}

/// <summary>What a sweep is doing.</summary>
public enum SweepPhase
{
    /// <summary>Waits for its first slot.</summary>
    Queued,

    /// <summary>Trains, or waits for a slot.</summary>
    Running,

    /// <summary>Grants nothing; what is in training is finished.</summary>
    Paused,

    /// <summary>Waits for its journal.</summary>
    Interrupted,

    /// <summary>Every trial is done.</summary>
    Finished,

    /// <summary>The goal was reached.</summary>
    GoalReached,

    /// <summary>The time was up.</summary>
    TimeUp,

    /// <summary>Too many trials failed.</summary>
    TooManyFailures,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,
}

/// <summary>What phases mean.</summary>
public static class SweepPhases
{
    /// <summary>Whether no further trial will be trained.</summary>
    public static bool IsEnd(this SweepPhase phase) => phase >= SweepPhase.Finished;
}
