using System.Collections.Immutable;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Decisions;

/// <summary>What a sweep is asked to do.</summary>
public interface ISweepCommand;

/// <summary>The commands of a sweep.</summary>
public static class SweepCommands
{
    /// <summary>Begin the sweep; repeated, it changes nothing.</summary>
    /// <param name="Plan">What is planned.</param>
    /// <param name="Text">The sweep file with every default filled in.</param>
    public sealed record SubmitSweep(SweepPlan Plan, string Text) : ISweepCommand;

    /// <summary>Go on after a restart: what was leased is open again.</summary>
    public sealed record RecoverSweep : ISweepCommand
    {
        /// <summary>How far packs are known to have come before it.</summary>
        public ImmutableArray<PackCheckpoint> Found { get; init; } = [];
    }

    /// <summary>Take trials that a sampler proposes; a round that does not follow the others is dropped.</summary>
    public sealed record ProposeTrials(Round Round) : ISweepCommand;

    /// <summary>A free slot asks for trials.</summary>
    /// <param name="SlotRequest">The slot.</param>
    /// <param name="Slots">All slots that share the sweep's trials now.</param>
    /// <param name="Workers">The workers that may ask too: a failed trial should rather go to another of them.</param>
    /// <param name="Several">Whether the slot can train several packs under one lease.</param>
    public sealed record RequestPack(SlotRequest SlotRequest, int Slots, ImmutableHashSet<string> Workers, bool Several)
        : ISweepCommand
    {
        /// <summary>The workers that may be asked for a part of what they train; none if others offer trials.</summary>
        public ImmutableHashSet<string> Yielding { get; init; } = [];
    }

    /// <summary>A worker still trains.</summary>
    /// <param name="Lease">The lease as it was granted.</param>
    /// <param name="Checkpoint">How far it is; null if that is not known or too large to tell.</param>
    public sealed record RenewLease(Lease Lease, PackCheckpoint? Checkpoint = null) : ISweepCommand;

    /// <summary>A worker has trained its trials and sends the results, all at once or part by part.</summary>
    /// <param name="Lease">The lease as it was granted.</param>
    /// <param name="First">The place of the first trial of this part.</param>
    /// <param name="Outcome">One outcome per trial of this part.</param>
    /// <param name="Seconds">Training time of the whole lease.</param>
    public sealed record RecordPack(Lease Lease, long First, PackOutcome Outcome, double Seconds) : ISweepCommand
    {
        /// <summary>Whether the worker trains no more of the lease, so that the rest is open again.</summary>
        public bool LeavesRest { get; init; }

        /// <summary>How long each trial took; empty if they were trained together.</summary>
        public ImmutableArray<double> TrialSeconds { get; init; } = [];
    }

    /// <summary>A slot goes on with the first trials of its lease and gives up the others.</summary>
    /// <param name="Lease">The lease as it was granted, or as it is without them.</param>
    /// <param name="Rest">The trials given up, with how far they came; null if the lease without them is told.</param>
    public sealed record YieldPart(Lease Lease, PackCheckpoint? Rest) : ISweepCommand;

    /// <summary>A slot tells how far its lease is; near its end, others may have to give up trials for it.</summary>
    /// <param name="Request">The pull that will follow, as far as is known.</param>
    /// <param name="Lease">The lease.</param>
    /// <param name="Progress">How far it is.</param>
    public sealed record TellProgress(RequestPack Request, Lease Lease, LeaseProgress Progress) : ISweepCommand;

    /// <summary>Training threw an exception.</summary>
    public sealed record RecordFailure(Lease Lease, string Reason) : ISweepCommand
    {
        /// <summary>The place of the trial that failed, if the lease's trials come one after the other.</summary>
        public long? Place { get; init; }
    }

    /// <summary>A worker that leaves gives its trials back, with how far it came.</summary>
    public sealed record HandBack(Lease Lease, PackCheckpoint? Checkpoint = null) : ISweepCommand;

    /// <summary>A worker has gone.</summary>
    public sealed record LoseWorker(string Worker) : ISweepCommand;

    /// <summary>Hand out no more trials; what is in training goes on, and the sweep's time stands still.</summary>
    public sealed record PauseSweep : ISweepCommand;

    /// <summary>Hand out trials again.</summary>
    public sealed record ResumeSweep : ISweepCommand;

    /// <summary>End the sweep now; what is in training is given up.</summary>
    public sealed record CancelSweep : ISweepCommand;

    /// <summary>Train failed or cancelled trials again, as if for the first time; an ended sweep goes on.</summary>
    /// <param name="RequestId">A request that comes twice takes effect once.</param>
    /// <param name="Which">Which trials.</param>
    public sealed record RetryTrials(string RequestId, RetryWhich Which) : ISweepCommand;

    /// <summary>Time has passed: leases may have run out, and the sweep's time too.</summary>
    public sealed record Tick : ISweepCommand;
}

/// <summary>The trials that a retry opens again.</summary>
public enum RetryWhich
{
    /// <summary>Those given up after exceptions or losses.</summary>
    Failed,

    /// <summary>Those never trained because the sweep ended before, up to the goal if there is one.</summary>
    Cancelled,

    /// <summary>All of these.</summary>
    Both,
}
