using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Search.Samplers;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>The rounds of a sampler that looks at no results: they follow from the sweep alone.</summary>
/// <param name="spec">The sweep.</param>
/// <param name="sampler">Its sampler.</param>
public sealed class FixedRounds(SweepSpec spec, ISampler sampler)
{
    private readonly History _given = new([], spec.Search.Points);

    /// <summary>The round that follows some others.</summary>
    /// <param name="known">The others; some configurations are left.</param>
    /// <param name="cancellation">Asked before each configuration.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public Round After(ProposedTrials known, CancellationToken cancellation)
    {
        var first = known.Configurations;
        var count = Math.Min(RoundLayout.LargestRound, spec.Search.Trials - first);
        var configurations = ImmutableArray.CreateBuilder<Configuration>((int)count);
        for (var index = first; index < first + count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            configurations.Add(new Configuration(index, sampler.Suggested(spec.Search, index, _given)));
        }

        return RoundLayout.Of(spec, configurations.MoveToImmutable());
    }
}
