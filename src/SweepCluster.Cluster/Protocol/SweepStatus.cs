using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Protocol;

/// <summary>A sweep's status.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="Account">The number of planned trials in each state.</param>
/// <param name="Running">Trials in training.</param>
/// <param name="Packs">Packs in training.</param>
/// <param name="Priority">The weight of its share of the slots.</param>
/// <param name="SubmittedAt">When somebody submitted it.</param>
/// <param name="Problem">What keeps it from going on; empty while nothing does.</param>
/// <param name="Highlights">Its best results so far; none if its coordinator was too old to keep them.</param>
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
    /// <summary>Whether the account is known.</summary>
    /// <remarks>
    /// It is unknown while a coordinator that has just started reads the sweep's journal. Then all its numbers except
    /// that of planned trials are zero.
    /// </remarks>
    public bool IsAccountKnown { get; init; } = true;

    /// <summary>Seconds until its end, estimated from its packs in training; null if unknown.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>With the last known account while the coordinator does not know it yet.</summary>
    /// <param name="last">The last status; null if there is none.</param>
    public SweepStatus OrLast(SweepStatus? last) => IsAccountKnown || last is not { IsAccountKnown: true }
        ? this
        : this with { Account = last.Account, Highlights = last.Highlights, IsAccountKnown = true };

    /// <summary>Its metric, working time and last failure.</summary>
    public SweepCourse Course { get; init; } = SweepCourse.Unknown;
}

/// <summary>What a sweep is doing.</summary>
public enum SweepPhase
{
    /// <summary>Waits for its first slot.</summary>
    Queued,

    /// <summary>Trains, or waits for a slot.</summary>
    Running,

    /// <summary>Grants nothing; trials in training finish.</summary>
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
