using SweepCluster.Search.Numerics;
using SweepCluster.Search.Points;

namespace SweepCluster.Search.Samplers;

/// <summary>A density over configurations: a kernel at each of some points, and an even one.</summary>
/// <remarks>
/// A kernel is a product over the parameters that apply to its point: normal distributions cut off at 0 and 1 for
/// numbers, shares for words; under a kernel, what does not apply to its point has any value. So kernels of one branch
/// of a conditional space say nothing about the parameters of another. Widths follow Scott's rule, from the spread of
/// the points: with a width that depends on their number alone, regret after 200 trials is 2.4 times as large.
/// </remarks>
internal sealed class ParzenMixture
{
    private const double PriorWeight = 1;
    private const double Middle = 0.5;
    private const double LeastShare = 0.1;

    // No kernel is narrower than one of so many that fill the interval side by side: the "magic clip".
    private const int MostKernels = 100;

    private readonly UnitSpace _space;
    private readonly double[][] _points;
    private readonly double[] _cumulative;
    private readonly double[] _widths;

    // Per kernel its weight over the areas of its cut-off kernels and its shares of words.
    private readonly double[] _logScales;
    private readonly double[] _logMatch;

    /// <summary>The mixture of kernels at points.</summary>
    /// <param name="space">The space.</param>
    /// <param name="points">The points.</param>
    /// <param name="weights">A weight per point.</param>
    public ParzenMixture(UnitSpace space, double[][] points, ReadOnlySpan<double> weights)
    {
        _space = space;
        _points = points;
        var count = points.Length + 1;
        _widths = new double[space.Dimensions];
        _logMatch = new double[space.Dimensions];
        for (var d = 0; d < space.Dimensions; d++)
            (_widths[d], _logMatch[d]) = Kernel(d, count);
        _cumulative = new double[count];
        _logScales = new double[count];
        var sum = 0.0;
        for (var k = 0; k < count; k++)
        {
            var weight = k < points.Length ? weights[k] : PriorWeight;
            _cumulative[k] = sum += weight;
            _logScales[k] = Elementary.Log(weight) - (k < points.Length ? LogArea(points[k]) : 0);
        }

        var logSum = Elementary.Log(sum);
        for (var k = 0; k < count; k++)
            _logScales[k] -= logSum;
    }

    /// <summary>A point drawn from the mixture, NaN where parameters do not apply.</summary>
    public double[] Draw(ref RandomStream stream)
    {
        var at = stream.NextUnit() * _cumulative[^1];
        var kernel = Array.FindIndex(_cumulative, end => at < end);
        var centre = kernel < _points.Length ? _points[kernel] : null;
        var point = new double[_space.Dimensions];
        for (var d = 0; d < point.Length; d++)
        {
            var middle = centre is null ? double.NaN : centre[d];
            point[d] = _space.WordCounts[d] > 0 ? DrawWord(d, middle, ref stream) : DrawNumber(d, middle, ref stream);
        }

        return _space.Snapped(point);
    }

    /// <summary>The logarithm of the density at a point.</summary>
    public double LogDensity(ReadOnlySpan<double> point)
    {
        var logs = new double[_points.Length + 1];
        var largest = logs[^1] = _logScales[^1];
        for (var k = 0; k < _points.Length; k++)
        {
            logs[k] = _logScales[k] + LogKernel(_points[k], point);
            largest = Math.Max(largest, logs[k]);
        }

        var sum = 0.0;
        foreach (var log in logs)
        {
            if (log > largest - 40)
                sum += Elementary.Exp(log - largest);
        }

        return largest + Elementary.Log(sum);
    }

    // Without its area, which the scale holds.
    private double LogKernel(double[] centre, ReadOnlySpan<double> point)
    {
        var log = 0.0;
        for (var d = 0; d < centre.Length; d++)
        {
            if (double.IsNaN(centre[d]) || double.IsNaN(point[d]))
                continue;
            if (_space.WordCounts[d] > 0)
            {
                log += centre[d] == point[d] ? _logMatch[d] : 0;
                continue;
            }

            var z = (point[d] - centre[d]) / _widths[d];
            log -= 0.5 * z * z;
        }

        return log;
    }

    private double LogArea(double[] centre)
    {
        var area = 1.0;
        for (var d = 0; d < centre.Length; d++)
        {
            if (!double.IsNaN(centre[d]))
                area *= _space.WordCounts[d] == 0 ? Area(centre[d], _widths[d]) : WordArea(_space.WordCounts[d]);
        }

        return Elementary.Log(area);
    }

    // Of a kernel that gives each word but its own as much as the even one.
    private double WordArea(int words) => 1 + 1 / (words * ShareOf(_cumulative.Length));

    private (double Width, double LogMatch) Kernel(int d, int count)
    {
        if (_space.WordCounts[d] > 0)
            return (0, Elementary.Log((ShareOf(count) + 1) / ShareOf(count)));
        var (sum, squares, applying) = (0.0, 0.0, 0);
        foreach (var at in _points.Select(point => point[d]).Where(at => !double.IsNaN(at)).Append(Middle))
            (sum, squares, applying) = (sum + at, squares + at * at, applying + 1);
        var deviation = Math.Sqrt(Math.Max(0, squares / applying - sum / applying * (sum / applying)));
        var width = deviation * Elementary.Exp(-Elementary.Log(count) / (_space.Dimensions + 4));
        return (Math.Clamp(width, Math.Max(1.0 / Math.Min(MostKernels, 1 + count), 0.5 * _space.Cells[d]), 1), 0);
    }

    // A kernel gives every word this much, and its own 1 more.
    private static double ShareOf(int count) => Math.Max(PriorWeight / count, LeastShare);

    private double DrawWord(int d, double centre, ref RandomStream stream)
    {
        var words = _space.WordCounts[d];
        var share = ShareOf(_cumulative.Length);
        var all = share * words + (double.IsNaN(centre) ? 0 : 1);
        var at = stream.NextUnit() * all;
        return at < share * words ? Math.Min((int)(at / share), words - 1) : centre;
    }

    private double DrawNumber(int d, double centre, ref RandomStream stream)
    {
        var share = stream.NextUnit();
        if (double.IsNaN(centre))
            return share;
        var low = Normal.Cdf(-centre / _widths[d]);
        var high = Normal.Cdf((1 - centre) / _widths[d]);
        return Math.Clamp(centre + _widths[d] * Normal.Quantile(low + share * (high - low)), 0, 1);
    }

    // Of a normal distribution between 0 and 1, times its width and the root of 2π, that the density leaves out.
    private static double Area(double centre, double width) =>
        width * 2.5066282746310002 * (1 - Tail(centre / width) - Tail((1 - centre) / width));

    private static double Tail(double z) => z > 9 ? 0 : Normal.Cdf(-z);
}
