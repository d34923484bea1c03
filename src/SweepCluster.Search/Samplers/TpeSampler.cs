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
    private const int CandidateCount = 24;
    private const int MostGood = 25;

    // As many of the latest bad configurations have full weight; older ones the less, the older they are.
    private const int Recent = 25;

    private readonly UnitSpace _space;
    private readonly Branches _branches;
    private readonly DistinctConfigurations _random;
    private readonly long _seed;

    /// <summary>The sampler of a search space.</summary>
    public TpeSampler(SearchSpace space, long seed)
    {
        _space = new UnitSpace(space);
        _branches = new Branches(_space);
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
        var points = Enumerable.Range(0, history.Count).Select(i => _space.PointOf(history[i])).ToArray();
        var branch = _branches.HasTurn(index)
            ? _branches.LeastTried(points, points, points[ranked.Order[0]])
            : null;
        bool IsWanted(int place) => branch is null || _branches.Of(points[place]) == branch;
        int[] seen = [.. ranked.Order.Where(IsWanted)];
        var count = Math.Min(MostGood, (seen.Length + 9) / 10);
        int[] good = [.. seen.Take(count).Where(place => double.IsFinite(Ranking.LossOf(history.Seen[place])))];
        int[] bad = [.. Enumerable.Range(0, points.Length).Where(IsWanted).Except(good)];
        var found = Candidates(index, Mixture(points, [.. good.Order()]), Mixture(points, bad))
            .Where(point => branch is null || _branches.Of(point) == branch);
        var proposed = Proposed.Of(history);
        return found.Select(point => (ImmutableArray<SettingValue>?)_space.At(point))
            .FirstOrDefault(values => !proposed.Contains(values!.Value)) ?? _random.FirstNotIn(history, index);
    }

    // The most promising first.
    private double[][] Candidates(long index, ParzenMixture good, ParzenMixture bad)
    {
        var stream = RandomStream.For(_seed, "tpe", index);
        var points = new double[CandidateCount][];
        var scores = new double[CandidateCount];
        for (var i = 0; i < CandidateCount; i++)
        {
            points[i] = good.Draw(ref stream);
            scores[i] = bad.LogDensity(points[i]) - good.LogDensity(points[i]);
        }

        Array.Sort(scores, points);
        return points;
    }

    private ParzenMixture Mixture(double[][] points, int[] chosen)
    {
        var weights = new double[chosen.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var old = weights.Length - Recent;
            weights[i] = i >= old ? 1 : 1.0 / weights.Length + (1 - 1.0 / weights.Length) * i / Math.Max(old - 1, 1);
        }

        return new ParzenMixture(_space, [.. chosen.Select(i => points[i])], weights);
    }
}
