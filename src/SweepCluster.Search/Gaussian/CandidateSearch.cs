using SweepCluster.Search.Numerics;
using SweepCluster.Search.Points;

namespace SweepCluster.Search.Gaussian;

/// <summary>Looks for the points that promise most, all over the space and around the best ones seen.</summary>
/// <param name="space">The space.</param>
/// <param name="features">Its columns.</param>
/// <param name="process">What is known.</param>
/// <param name="best">The value to improve on.</param>
internal sealed class CandidateSearch(UnitSpace space, Features features, Process process, double best)
{
    private const int Climbs = 3;
    private const int ClimbSteps = 25;

    // A word is changed with this chance around a good point, a number at least with this one.
    private const double ChangeChance = 0.3;

    private readonly double[] _weights = process.Weights();

    /// <summary>Points from the most promising on: some, others near the best seen, and climbs from there.</summary>
    /// <param name="anywhere">Points all over the space.</param>
    /// <param name="good">The best points seen.</param>
    /// <param name="around">How many to try around those.</param>
    /// <param name="isWanted">Whether a point may be chosen.</param>
    /// <param name="stream">Random numbers.</param>
    public double[][] Run(
        double[][] anywhere, double[][] good, int around, Predicate<double[]> isWanted, ref RandomStream stream)
    {
        var candidates = new List<double[]>(anywhere);
        for (var i = 0; i < around && good.Length > 0; i++)
            candidates.Add(Near(good, ref stream));
        var points = candidates.Where(point => isWanted(point)).ToArray();
        var scores = Array.ConvertAll(points, Unpromising);
        Array.Sort(scores, points);
        var climbed = points.Take(Climbs).Select(Climbed).Where(point => isWanted(point)).ToArray();
        double[][] found = [.. climbed, .. points];
        scores = [.. climbed.Select(Unpromising), .. scores];
        Array.Sort(scores, found);
        return found;
    }

    private double Unpromising(double[] point)
    {
        var (mean, deviation) = process.At(features.Of(point));
        return -Improvement.Log(best, mean, deviation);
    }

    private double[] Near(double[][] good, ref RandomStream stream)
    {
        var point = (double[])good[stream.NextBelow(good.Length)].Clone();
        var reach = Elementary.Exp((-3.5 + 3 * stream.NextUnit()) * 2.302585092994046);
        var chance = Math.Max(ChangeChance, 2.0 / point.Length);
        for (var d = 0; d < point.Length; d++)
        {
            var (change, share) = (stream.NextUnit(), stream.NextUnit());
            if (space.WordCounts[d] > 0)
            {
                if (change < ChangeChance || double.IsNaN(point[d]))
                    point[d] = Math.Floor(share * space.WordCounts[d]);
            }
            else if (double.IsNaN(point[d]))
                point[d] = share;
            else if (change < chance)
                point[d] = Math.Clamp(point[d] + reach * Normal.Quantile(share), 0, 1);
        }

        return space.Snapped(point);
    }

    // Numbers alone; words stay.
    private double[] Climbed(double[] from)
    {
        int[] free = [.. Enumerable.Range(0, from.Length)
            .Where(d => space.WordCounts[d] == 0 && !double.IsNaN(from[d]))];
        if (free.Length == 0)
            return from;
        var columns = features.Of(from);
        var (meanSlopes, deviationSlopes) = (new double[columns.Length], new double[columns.Length]);
        double Value(ReadOnlySpan<double> at, Span<double> gradient)
        {
            for (var i = 0; i < free.Length; i++)
                columns[features.First[free[i]]] = at[i];
            var (mean, deviation) = process.At(columns, _weights, meanSlopes, deviationSlopes);
            var (byMean, byDeviation) = Improvement.Slopes(best, mean, deviation);
            for (var i = 0; i < free.Length; i++)
            {
                var column = features.First[free[i]];
                gradient[i] = -(byMean * meanSlopes[column] + byDeviation * deviationSlopes[column]);
            }

            return -Improvement.Log(best, mean, deviation);
        }

        var minimizer = new BoxMinimizer(Value, new double[free.Length], [.. Enumerable.Repeat(1.0, free.Length)]);
        var climbed = minimizer.Run([.. free.Select(d => from[d])], ClimbSteps, largest: 0.1).Point;
        var point = (double[])from.Clone();
        for (var i = 0; i < free.Length; i++)
            point[free[i]] = climbed[i];
        return space.Snapped(point);
    }
}
