using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Search.Schedulers;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>Makes the trials of configurations as they begin: up to the first rung, if there are rungs.</summary>
/// <param name="spec">The sweep.</param>
public sealed class NewTrials(SweepSpec spec)
{
    private readonly IScheduler? _scheduler = spec.Search.MakeScheduler();

    /// <summary>The trials of a configuration, one per repeat; they have no places yet.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="limits">The costs above which they are stopped.</param>
    public IEnumerable<Trial> Of(Configuration configuration, ImmutableArray<double> limits) =>
        At(configuration, 0, limits);

    /// <summary>The trials of a configuration that go on to a rung; they have no places yet.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="rung">The rung; at least 1.</param>
    public IEnumerable<Trial> GoingOn(Configuration configuration, int rung) => At(configuration, rung, []);

    private IEnumerable<Trial> At(Configuration configuration, int rung, ImmutableArray<double> limits)
    {
        var steps = StepsAt(configuration.Index, rung);
        return Enumerable.Range(0, spec.Repeats).Select(repeat =>
            new Trial(configuration.Index * spec.Repeats + repeat, configuration, repeat)
            {
                Rung = rung,
                Steps = steps,
                Limits = limits,
            });
    }

    private int? StepsAt(long index, int rung)
    {
        if (_scheduler is null)
            return null;
        var rungs = _scheduler.CohortOf(index).Rungs;
        return rung < rungs.Length - 1 ? rungs[rung] : null;
    }
}
