using System.Collections.Immutable;

namespace SweepCluster.Search.Schedulers;

/// <summary>
/// Successive halving: of each cohort the best share goes on to several times as many steps, and so on to the end.
/// </summary>
/// <remarks>
/// Jamieson and Talwalkar 2016, arXiv 1502.07943. A rung is decided when its whole cohort has arrived. The last cohort
/// may be smaller than the others; the best of each cohort is always trained to the end.
/// </remarks>
internal sealed class HalvingScheduler(SchedulerSettings settings) : IScheduler
{
    private readonly ImmutableArray<int> _rungs =
        Ladder.Rungs(settings.Smallest, settings.Reduction, settings.Full);

    private long Size => Ladder.Power(settings.Reduction, _rungs.Length - 1);

    public Cohort CohortOf(long index)
    {
        var first = index / Size * Size;
        return new(first, Math.Min(Size, settings.Trials - first), _rungs);
    }

    public ImmutableArray<long> GoingOn(Rung rung) => HalvingRule.GoingOn(rung, settings.Reduction);
}

/// <summary>The rule of rungs that wait for a whole cohort.</summary>
internal static class HalvingRule
{
    /// <summary>The best share, once, when all have arrived.</summary>
    public static ImmutableArray<long> GoingOn(Rung rung, int reduction) =>
        rung.IsWhole && rung.GoneOn.IsEmpty ? [.. rung.Best(reduction, fewest: 1).Order()] : [];
}
