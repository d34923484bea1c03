using System.Collections.Immutable;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Samplers;

/// <summary>Draws every configuration by itself.</summary>
/// <param name="space">The search space.</param>
/// <param name="seed">The sweep's seed.</param>
internal sealed class RandomSampler(SearchSpace space, long seed) : ISampler
{
    private readonly DistinctConfigurations _draws = Draws(space, seed);

    /// <inheritdoc/>
    public bool Learns => false;

    /// <inheritdoc/>
    public ImmutableArray<SettingValue>? Suggest(long index, History history) => _draws.At(index, history);

    /// <summary>The configurations that it draws.</summary>
    public static DistinctConfigurations Draws(SearchSpace space, long seed) =>
        new(space, draw => Draw(seed, draw, space.Parameters.Length));

    private static double[] Draw(long seed, long index, int dimensions)
    {
        var stream = RandomStream.For(seed, "random", index);
        var point = new double[dimensions];
        for (var i = 0; i < dimensions; i++)
            point[i] = stream.NextUnit();
        return point;
    }
}
