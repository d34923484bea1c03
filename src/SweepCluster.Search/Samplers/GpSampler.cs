using System.Collections.Immutable;
using SweepCluster.Search.Gaussian;
using SweepCluster.Search.Numerics;
using SweepCluster.Search.Points;

namespace SweepCluster.Search.Samplers;

/// <summary>Models losses as a Gaussian process, and goes where it expects most improvement.</summary>
/// <remarks>
/// Pending configurations count as if their losses had been drawn from the process, one after another, so that several
/// at a time lie apart but not far.
/// </remarks>
internal sealed class GpSampler : ISampler
{
    private const int MostSeen = 500;
    private const int MostFitted = 160;
    private const int Good = 5;

    // Noise of more than this share of the signal counts.
    private const double Noisy = 0.01;
    private const int Doubtful = 7;
    private const int LeastKept = 14;

    private readonly UnitSpace _space;
    private readonly Features _features;
    private readonly DistinctConfigurations _starts;
    private readonly SobolPoints _anywhere;
    private readonly Branches _branches;
    private readonly long _seed;
    private readonly int _startCount;

    // The latest shape and what it was fitted to, as many configurations share it.
    private Fitted? _fitted;

    /// <summary>The sampler of a search space.</summary>
    public GpSampler(SearchSpace space, long seed)
    {
        _space = new UnitSpace(space);
        _features = new Features(_space);
        _branches = new Branches(_space);
        _seed = seed;
        var points = new SobolPoints(space.Parameters.Length, seed);
        _starts = new DistinctConfigurations(space, points.At);
        _anywhere = new SobolPoints(space.Parameters.Length, ~seed);
        _startCount = Math.Clamp(space.Parameters.Length + 2, 4, 10);
    }

    private sealed record Fitted(ulong Key, ProcessShape Shape);

    /// <inheritdoc/>
    public bool Learns => true;

    /// <inheritdoc/>
    public ImmutableArray<SettingValue>? Suggest(long index, History history)
    {
        if (history.Count < _startCount || _space.Dimensions == 0 || Ranking.Of(history.Seen).Finite == 0)
            return _starts.FirstNotIn(history, index);
        var shape = ShapeFor(history.Seen);
        history = shape.Noise > Noisy * shape.Signal ? Doubted(history) : history;
        var seen = Seen.Of(history.Seen, _space, _features, MostSeen);
        var process = Process(seen, shape, history.Pending.Length);
        var means = process.Means();
        var pending = Pend(process, history);
        var stream = RandomStream.For(_seed, "gp", index);
        var (all, around) = Candidates(process.Count);
        double[][] anywhere =
            [.. Enumerable.Range(0, all).Select(i => _space.FromCube(_anywhere.At(index * all + i)))];
        var branch = _branches.HasTurn(index)
            ? _branches.LeastTried(anywhere, [.. seen.Points, .. pending.Points], seen.Points[seen.Order[0]])
            : null;
        bool IsWanted(double[] point) => branch is null || _branches.Of(point) == branch;
        double[] known =
        [
            .. means.Where((_, i) => IsWanted(seen.Points[seen.Chosen[i]])),
            .. pending.Losses.Where((_, i) => IsWanted(pending.Points[i])),
        ];
        double[][] good = [.. seen.Order.Select(i => seen.Points[i]).Where(IsWanted).Take(Good)];
        var best = known.Length == 0 ? 0 : known.Min();
        var found = new CandidateSearch(_space, _features, process, best)
            .Run(anywhere, good, around, IsWanted, ref stream);
        var proposed = Proposed.Of(history);
        return found.Select(point => (ImmutableArray<SettingValue>?)_space.At(point))
            .FirstOrDefault(values => !proposed.Contains(values!.Value)) ?? _starts.FirstNotIn(history, index);
    }

    // Where results are noisy, the search would stay where it was lucky once. The latest ones drawn anew lead it on:
    // regret of a noisy function after 200 trials falls from .26 to .19.
    private static History Doubted(History history)
    {
        var kept = Math.Max(history.Seen.Length - Doubtful, Math.Min(history.Seen.Length, LeastKept));
        return Ranking.Of(history.Seen[..kept]).Finite == 0 ? history : new History(
            history.Seen[..kept], [.. history.Seen[kept..].Select(one => one.Values), .. history.Pending]);
    }

    // A candidate costs the square of what was seen.
    private static (int All, int Around) Candidates(int seen) =>
        seen <= 80 ? (400, 200) : seen <= 120 ? (300, 150) : seen <= 250 ? (250, 125) : (160, 80);

    private Process Process(Seen seen, ProcessShape shape, int more)
    {
        var process = new Process(_features, shape, seen.Columns.Length + more);
        for (var i = 0; i < seen.Columns.Length; i++)
            process.See(seen.Columns[i], seen.Values[i]);
        return process;
    }

    private (double[][] Points, double[] Losses) Pend(Process process, History history)
    {
        var points = history.Pending.Select(values => _space.PointOf(values)).ToArray();
        var losses = new double[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var columns = _features.Of(points[i]);
            var (mean, deviation) = process.At(columns);
            var share = RandomStream.For(_seed, "gp-pending", history.Seen.Length + i).NextUnit();
            losses[i] = mean + deviation * Normal.Quantile(share);
            process.See(columns, losses[i]);
        }

        return (points, losses);
    }

    // Fitting takes longer than all else: the more was seen, the less often.
    private ProcessShape ShapeFor(ImmutableArray<Observation> seen)
    {
        var every = seen.Length < 40 ? 1 : seen.Length < 80 ? 4 : seen.Length < 96 ? 8 : seen.Length < 160 ? 16 : 32;
        var until = seen[..(seen.Length - seen.Length % every)];
        until = Ranking.Of(until).Finite == 0 ? seen : until;
        var key = 0UL;
        foreach (var (values, loss) in until)
        {
            key = RandomStream.Mix(key ^ ConfigurationHash.Of(values))
                + BitConverter.DoubleToUInt64Bits(loss ?? double.NaN);
        }

        if (_fitted is { } fitted && fitted.Key == key)
            return fitted.Shape;
        var chosen = Seen.Of(until, _space, _features, MostFitted);
        var shape = ProcessFit.Of(_features, chosen.Columns, chosen.Values);
        _fitted = new Fitted(key, shape);
        return shape;
    }

    /// <summary>What a process sees.</summary>
    private sealed record Seen(
        double[][] Points, int[] Order, int[] Chosen, double[][] Columns, double[] Values)
    {
        public static Seen Of(ImmutableArray<Observation> observations, UnitSpace space, Features features, int most)
        {
            var points = observations.Select(one => space.PointOf(one.Values)).ToArray();
            var columns = Array.ConvertAll(points, point => features.Of(point));
            var values = WarpedLosses.Of([.. observations.Select(Ranking.LossOf)]);
            var order = Ranking.Of(observations).Order;
            var chosen = Spreading.Choose(columns, order, most);
            return new Seen(
                points, order, chosen, [.. chosen.Select(i => columns[i])], [.. chosen.Select(i => values[i])]);
        }
    }
}
