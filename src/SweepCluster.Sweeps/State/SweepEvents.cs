using System.Collections.Immutable;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>What has happened to a sweep.</summary>
public interface ISweepEvent;

/// <summary>The events of a sweep: facts, with their own time, from which its state follows.</summary>
public static class SweepEvents
{
    /// <summary>The sweep began.</summary>
    public sealed record SweepSubmitted(SweepPlan Plan, string Text, DateTimeOffset At) : ISweepEvent;

    /// <summary>The sweep went on after a restart; no lease outlives it.</summary>
    public sealed record SweepResumed(DateTimeOffset At) : ISweepEvent;

    /// <summary>Checkpoints from before a restart were found. Never in the journal: they only save time.</summary>
    public sealed record CheckpointsFound(ImmutableArray<PackCheckpoint> Checkpoints) : ISweepEvent;

    /// <summary>A sampler proposed trials.</summary>
    public sealed record TrialsProposed(Round Round, DateTimeOffset At) : ISweepEvent;

    /// <summary>A slot took trials.</summary>
    public sealed record LeaseGranted(Lease Lease) : ISweepEvent;

    /// <summary>A slot still trains. Never in the journal: no lease outlives a restart.</summary>
    public sealed record LeaseRenewed(long LeaseId, DateTimeOffset Deadline, PackCheckpoint? Checkpoint = null)
        : ISweepEvent;

    /// <summary>A slot asked the holder of a lease for a share. Never in the journal, like a renewal.</summary>
    public sealed record SplitAsked(long LeaseId, SlotName Taker, double Throughput, DateTimeOffset At) : ISweepEvent;

    /// <summary>A slot reported how far its lease is. Never in the journal, like a renewal.</summary>
    public sealed record LeaseProgressed(long LeaseId, LeaseProgress Progress, DateTimeOffset At) : ISweepEvent;

    /// <summary>The last trials of a lease were given up to a free slot; the lease goes on with the others.</summary>
    /// <remarks>The journal has no checkpoint, as no lease outlives a restart.</remarks>
    public sealed record PartYielded(long LeaseId, TrialRange Part, PackCheckpoint? Rest, DateTimeOffset At)
        : ISweepEvent;

    /// <summary>A lease ended without results; what it alone held is open again.</summary>
    public sealed record LeaseEnded(long LeaseId, AttemptOutcome Outcome, string Reason, DateTimeOffset At)
        : ISweepEvent;

    /// <summary>Results came in; segments hold those that were still missing.</summary>
    public sealed record PackCompleted(
        Lease Lease,
        ImmutableArray<ResultSegment> Segments,
        ImmutableArray<double> References,
        double Seconds,
        DateTimeOffset At)
        : ISweepEvent
    {
        /// <summary>How long each trial took; empty if they were trained together.</summary>
        public ImmutableArray<double> TrialSeconds { get; init; } = [];
    }

    /// <summary>Results of a part of a lease came in; segments hold those that were still missing.</summary>
    public sealed record PartCompleted(
        Lease Lease,
        TrialRange Part,
        ImmutableArray<ResultSegment> Segments,
        ImmutableArray<double> References,
        double Seconds,
        DateTimeOffset At)
        : ISweepEvent
    {
        /// <summary>How long each trial took; empty if they were trained together.</summary>
        public ImmutableArray<double> TrialSeconds { get; init; } = [];
    }

    /// <summary>One trial of a lease failed; what the lease held after it had not begun and is open again.</summary>
    public sealed record TrialFailed(long LeaseId, long Place, string Reason, DateTimeOffset At) : ISweepEvent;

    /// <summary>A trial was given up: alone, it failed or took its worker down too often.</summary>
    public sealed record TrialGivenUp(Lease Lease, string Reason, DateTimeOffset At) : ISweepEvent;

    /// <summary>A worker failed trials that others can do: it takes no more, until a retry.</summary>
    /// <param name="Worker">The worker.</param>
    /// <param name="Reason">Why the last of its attempts failed.</param>
    /// <param name="At">When.</param>
    public sealed record WorkerExcluded(string Worker, string Reason, DateTimeOffset At) : ISweepEvent;

    /// <summary>No more trials are handed out.</summary>
    public sealed record SweepPaused(DateTimeOffset At) : ISweepEvent;

    /// <summary>Trials are handed out again.</summary>
    public sealed record SweepContinued(DateTimeOffset At) : ISweepEvent;

    /// <summary>Trials that had failed or were cancelled are open again.</summary>
    public sealed record TrialsReopened(string RequestId, ImmutableArray<TrialRange> Ranges, DateTimeOffset At)
        : ISweepEvent;

    /// <summary>No further trial will be trained.</summary>
    public sealed record SweepEnded(EndReason Reason, DateTimeOffset At) : ISweepEvent;

    /// <summary>Whether an event is kept; the state after a restart is the one without the others.</summary>
    public static bool IsForTheJournal(ISweepEvent sweepEvent) =>
        sweepEvent is not (CheckpointsFound or LeaseRenewed or SplitAsked or LeaseProgressed);
}

/// <summary>Results of consecutive trials.</summary>
/// <param name="Start">The first one's place in the training order.</param>
/// <param name="Outcomes">One outcome per trial.</param>
public sealed record ResultSegment(long Start, ImmutableArray<TrialOutcome> Outcomes)
{
    /// <summary>Each outcome with its trial's place.</summary>
    public IEnumerable<(long Place, TrialOutcome Outcome)> Placed() =>
        Outcomes.Select((outcome, i) => (Start + i, outcome));
}

/// <summary>A trial that was given up.</summary>
/// <param name="Place">Its place in the training order.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record FailedTrial(long Place, string Reason);

/// <summary>Why no further trial is trained.</summary>
public enum EndReason
{
    /// <summary>Every trial is done.</summary>
    Finished,

    /// <summary>The goal was reached; trials after the one that reached it, in training order, are cancelled.</summary>
    GoalReached,

    /// <summary>The time was up.</summary>
    TimeUp,

    /// <summary>Too many trials failed.</summary>
    TooManyFailures,

    /// <summary>A user cancelled it.</summary>
    Cancelled,
}
