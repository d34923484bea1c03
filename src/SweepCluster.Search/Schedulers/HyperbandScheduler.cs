using System.Collections.Immutable;

namespace SweepCluster.Search.Schedulers;

/// <summary>Hyperband: cohorts of successive halving with ever larger smallest steps, over and over.</summary>
/// <remarks>
/// Li et al. 2018, arXiv 1603.06560: bracket s of s_max + 1 has ceil((s_max + 1) / (s + 1) * reduction^s)
/// configurations. It hedges against trials whose first steps say nothing of their last.
/// </remarks>
internal sealed class HyperbandScheduler : IScheduler
{
    private readonly SchedulerSettings _settings;
    private readonly ImmutableArray<Cohort> _brackets;

    public HyperbandScheduler(SchedulerSettings settings)
    {
        _settings = settings;
        var rungs = Ladder.Rungs(settings.Smallest, settings.Reduction, settings.Full);
        var first = 0L;
        var brackets = ImmutableArray.CreateBuilder<Cohort>(rungs.Length);
        for (var skipped = 0; skipped < rungs.Length; skipped++)
        {
            var halvings = rungs.Length - 1 - skipped;
            var power = Ladder.Power(settings.Reduction, halvings);
            var count = (rungs.Length * power + halvings) / (halvings + 1);
            brackets.Add(new(first, count, rungs[skipped..]));
            first += count;
        }

        _brackets = brackets.MoveToImmutable();
    }

    public Cohort CohortOf(long index)
    {
        var (cycle, place) = Math.DivRem(index, _brackets[^1].End);
        var bracket = _brackets.First(bracket => place < bracket.End);
        var first = cycle * _brackets[^1].End + bracket.First;
        return bracket with { First = first, Count = Math.Min(bracket.Count, _settings.Trials - first) };
    }

    public ImmutableArray<long> GoingOn(Rung rung) => HalvingRule.GoingOn(rung, _settings.Reduction);
}
