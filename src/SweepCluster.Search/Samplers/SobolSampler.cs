using System.Collections.Immutable;
using SweepCluster.Search.Points;

namespace SweepCluster.Search.Samplers;

/// <summary>Fills the search space evenly, by the points of a scrambled Sobol sequence.</summary>
internal sealed class SobolSampler : ISampler
{
    private readonly DistinctConfigurations _points;

    /// <summary>The sampler of a search space.</summary>
    public SobolSampler(SearchSpace space, long seed)
    {
        var points = new SobolPoints(space.Parameters.Length, seed);
        _points = new DistinctConfigurations(space, points.At);
    }

    /// <inheritdoc/>
    public bool Learns => false;

    /// <inheritdoc/>
    public ImmutableArray<SettingValue>? Suggest(long index, History history) => _points.At(index, history);
}
