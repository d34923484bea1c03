using System.Collections.Immutable;

namespace SweepCluster.Search.Schedulers;

/// <summary>Asynchronous successive halving: whoever is in the best share of those that have arrived goes on.</summary>
/// <remarks>
/// Li et al. 2020, arXiv 1810.05934. Nobody waits for a cohort, so slots of different speed are kept busy; but what it
/// decides depends on who was faster. All trials are one cohort, and its best one is trained to the end.
/// </remarks>
internal sealed class AshaScheduler(SchedulerSettings settings) : IScheduler
{
    private readonly Cohort _all = new(
        0, settings.Trials, Ladder.Rungs(settings.Smallest, settings.Reduction, settings.Full));

    public bool IsRepeatable => false;

    public Cohort CohortOf(long index) => _all;

    public ImmutableArray<long> GoingOn(Rung rung) =>
    [
        .. rung.Best(settings.Reduction, fewest: rung.IsWhole ? 1 : 0).Where(index => !rung.GoneOn.Contains(index)),
    ];
}
