using System.Collections.Immutable;
using SweepCluster.Sweeps.Health;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>Trials handed to a worker's slot until a deadline that the worker renews.</summary>
/// <param name="Id">Counts up within the sweep; never held by two at once.</param>
/// <param name="Range">The trials.</param>
/// <param name="Attempt">From 1; a backup or a retry of the same trials has a higher one.</param>
/// <param name="Holder">Who trains them.</param>
/// <param name="GrantedAt">When they were handed out.</param>
/// <param name="Deadline">When they are handed to another, unless renewed.</param>
public sealed record Lease(
    long Id, TrialRange Range, int Attempt, SlotRequest Holder, DateTimeOffset GrantedAt, DateTimeOffset Deadline)
{
    /// <summary>Whether both are the same lease, whatever they know of its deadline and of trials given up.</summary>
    public bool IsSameAs(Lease other) =>
        this with { Deadline = other.Deadline, Range = Range with { Count = other.Range.Count } } == other;
}

/// <summary>A slot that asks for work.</summary>
/// <param name="Worker">The worker node's name, unique for each start of the process.</param>
/// <param name="Slot">The slot, from 0.</param>
/// <param name="Pull">Counts the slot's pulls, so that a repeated one gets the same reply.</param>
public sealed record SlotRequest(string Worker, int Slot, long Pull);

/// <summary>How far the training under a lease is.</summary>
/// <param name="EpochsLeft">Epochs still to be trained, at least one.</param>
/// <param name="SecondsLeft">How long they will take.</param>
/// <param name="Throughput">How fast its slot trains, in vectors and epochs per second.</param>
public readonly record struct LeaseProgress(int EpochsLeft, double SecondsLeft, double Throughput)
{
    /// <summary>Whether the last epoch is in training.</summary>
    public bool IsNearEnd => EpochsLeft <= 1;
}

/// <summary>A slot of a worker.</summary>
public readonly record struct SlotName(string Worker, int Slot);

/// <summary>A lease and what is known of the training under it.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="History">What went wrong with its trials before.</param>
/// <param name="Checkpoint">The newest that the holder sent or was given.</param>
/// <param name="StepsBefore">Epochs trained before this attempt.</param>
/// <param name="Reported">The place after the last trial whose result the holder has sent.</param>
public sealed record HeldLease(
    Lease Lease, FailureHistory History, PackCheckpoint? Checkpoint, int StepsBefore, long Reported)
{
    /// <summary>Whether the holder is known to have trained an epoch or more.</summary>
    public bool HasGotAhead => Checkpoint is not null && Checkpoint.Steps > StepsBefore;

    /// <summary>When the holder was last asked to give up a part; null if it was not.</summary>
    public DateTimeOffset? SplitAskedAt { get; init; }

    /// <summary>The slots that wait for that part, and the pace of each; 0 if that is not known.</summary>
    public ImmutableDictionary<SlotName, double> Takers { get; init; } = ImmutableDictionary<SlotName, double>.Empty;

    /// <summary>When training will end, as the holder last reported; null if it has not.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether its last epoch is in training, so that nothing is left to share.</summary>
    public bool IsNearEnd { get; init; }

    /// <summary>The trials whose results the holder has not sent.</summary>
    public TrialRange Rest => TrialRange.Between(Reported, Lease.Range.End);
}
