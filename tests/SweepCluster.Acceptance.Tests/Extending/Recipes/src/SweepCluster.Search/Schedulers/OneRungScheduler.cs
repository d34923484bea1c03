using System.Collections.Immutable;

namespace SweepCluster.Search.Schedulers;

/// <summary>Compares each few configurations once, early; the best of them is trained to the end.</summary>
internal sealed class OneRungScheduler(SchedulerSettings settings) : IScheduler
{
    private readonly ImmutableArray<int> _rungs =
        settings.Smallest < settings.Full ? [settings.Smallest, settings.Full] : [settings.Full];

    public Cohort CohortOf(long index)
    {
        var first = index / settings.Reduction * settings.Reduction;
        return new(first, Math.Min(settings.Reduction, settings.Trials - first), _rungs);
    }

    public ImmutableArray<long> GoingOn(Rung rung) => HalvingRule.GoingOn(rung, settings.Reduction);
}
