using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>Trials handed to a worker's slot until a deadline that the worker renews.</summary>
/// <param name="Id">Counts up within the sweep; never used twice.</param>
/// <param name="Range">The trials.</param>
/// <param name="Attempt">From 1; a backup or a retry of the same trials has a higher one.</param>
/// <param name="Holder">Who trains them.</param>
/// <param name="GrantedAt">When they were handed out.</param>
/// <param name="Deadline">When they are handed to another, unless renewed.</param>
public sealed record Lease(
    long Id, TrialRange Range, int Attempt, Puller Holder, DateTimeOffset GrantedAt, DateTimeOffset Deadline);

/// <summary>A slot that asks for work.</summary>
/// <param name="Worker">The worker node's name, unique for each start of the process.</param>
/// <param name="Slot">The slot, from 0.</param>
/// <param name="Pull">Counts the slot's pulls, so that a repeated one gets the same reply.</param>
public sealed record Puller(string Worker, int Slot, long Pull);

/// <summary>Trials that wait for a slot.</summary>
/// <param name="Range">The trials.</param>
/// <param name="Attempt">The attempt that comes next.</param>
public sealed record OpenRange(TrialRange Range, int Attempt);
