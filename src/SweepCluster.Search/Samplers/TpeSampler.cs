using System.Collections.Immutable;
using SweepCluster.Search.Numerics;
using SweepCluster.Search.Points;

namespace SweepCluster.Search.Samplers;

/// <summary>Draws where good configurations lie more densely than bad ones.</summary>
/// <remarks>
/// The tree-structured Parzen estimator (Bergstra et al., "Algorithms for hyper-parameter optimization", 2011) in the
/// multivariate form of Watanabe, arXiv 2304.11127. Pending configurations count as bad, so that several at a time
/// lie apart.
/// </remarks>
internal sealed class TpeSampler : ISampler
{
    private const int RandomStarts = 10;
    private const int Candidates = 24;
    private const int MostGood = 25;

    // As many of the latest bad configurations have full weight; older ones the less, the older they are.
    private const int Recent = 25;

    private readonly UnitSpace _space;
    private readonly DistinctConfigurations _random;
    private readonly long _seed;

    /// <summary>The sampler of a search space.</summary>
    public TpeSampler(SearchSpace space, long seed)
    {
        _space = new UnitSpace(space);
        _seed = seed;
        _random = RandomSampler.Draws(space, seed);
    }

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public ImmutableArray<SettingValue>? Suggest(long index, History history)
    {
        var ranked = Ranking.Of(history.Seen);
        if (history.Seen.Length < RandomStarts || ranked.Finite == 0)
            return _random.FirstNotIn(history, index);
        var good = ranked.Order[..Math.Min(MostGood, Math.Min(ranked.Finite, (history.Seen.Length + 9) / 10))];
        return Best(index, history, [.. good.Order()]) ?? _random.FirstNotIn(history, index);
    }

    private ImmutableArray<SettingValue>? Best(long index, History history, int[] good)
    {
        var isGood = new bool[history.Count];
        foreach (var i in good)
            isGood[i] = true;
        var below = Mixture(history, [.. good]);
        var above = Mixture(history, [.. Enumerable.Range(0, history.Count).Where(i => !isGood[i])]);
        var stream = RandomStream.For(_seed, "tpe", index);
        var points = new double[Candidates][];
        var scores = new double[Candidates];
        for (var i = 0; i < Candidates; i++)
        {
            points[i] = below.Draw(ref stream);
            scores[i] = above.LogDensity(points[i]) - below.LogDensity(points[i]);
        }

        Array.Sort(scores, points);
        var proposed = Proposed.Of(history);
        return points.Select(point => _space.At(point))
            .Where(values => !proposed.Contains(values))
            .Select(values => (ImmutableArray<SettingValue>?)values)
            .FirstOrDefault();
    }

    private ParzenMixture Mixture(History history, int[] chosen)
    {
        var weights = new double[chosen.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var old = weights.Length - Recent;
            weights[i] = i >= old ? 1 : 1.0 / weights.Length + (1 - 1.0 / weights.Length) * i / Math.Max(old - 1, 1);
        }

        return new ParzenMixture(_space, [.. chosen.Select(i => _space.PointOf(history[i]))], weights);
    }
}
