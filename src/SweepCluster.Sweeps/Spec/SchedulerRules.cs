using SweepCluster.Search.Schedulers;

namespace SweepCluster.Sweeps.Spec;

/// <summary>Which trials are stopped early, so that others get their time.</summary>
/// <param name="Word">The scheduler's word.</param>
/// <param name="Reduction">One of how many goes on from a rung, and how many times as many steps it makes.</param>
/// <param name="Smallest">The steps of the first rung; at least 1.</param>
/// <param name="Full">The steps of a trial that is never stopped.</param>
public sealed record SchedulerRules(string Word, int Reduction, int Smallest, int Full)
{
    /// <summary>The word of no scheduler: every trial is trained to its end.</summary>
    public const string NoneWord = "none";

    /// <summary>Makes the scheduler.</summary>
    /// <param name="configurations">How many configurations there are.</param>
    public IScheduler Make(long configurations) =>
        SchedulerCatalog.Of(Word).Make(new SchedulerSettings(Reduction, Smallest, Full, configurations));
}
