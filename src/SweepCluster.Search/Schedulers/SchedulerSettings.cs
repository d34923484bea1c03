namespace SweepCluster.Search.Schedulers;

/// <summary>What a scheduler is made of.</summary>
/// <param name="Reduction">One of how many goes on from a rung, and how many times as many steps it makes.</param>
/// <param name="Smallest">The steps of the first rung; at least 1.</param>
/// <param name="Full">The steps of a trial that is never stopped; at least <paramref name="Smallest"/>.</param>
/// <param name="Trials">How many configurations there are.</param>
public readonly record struct SchedulerSettings(int Reduction, int Smallest, int Full, long Trials);
