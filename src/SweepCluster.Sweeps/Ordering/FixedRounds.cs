using SweepCluster.Search;
using SweepCluster.Search.Samplers;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>The rounds of a sampler that looks at no results: they follow from the sweep alone.</summary>
/// <param name="spec">The sweep.</param>
/// <param name="sampler">Its sampler.</param>
public sealed class FixedRounds(SweepSpec spec, ISampler sampler)
{
    private readonly History _given = new([], spec.Search.Points);
    private readonly NewTrials _trials = new(spec);

    /// <summary>The round that follows some others.</summary>
    /// <param name="known">The others; some configurations are left.</param>
    /// <param name="most">It has no more configurations than these.</param>
    /// <param name="cancellation">Asked before each configuration.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public Round After(ProposedTrials known, int most, CancellationToken cancellation)
    {
        var (first, end) = (known.Configurations, Math.Min(known.Configurations + most, spec.Search.Trials));
        var trials = new List<Trial>();
        for (var index = first; index < end; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            trials.AddRange(_trials.Of(new Configuration(index, sampler.Suggested(spec.Search, index, _given)), []));
        }

        return RoundLayout.Of(spec, known.Count, trials);
    }
}
