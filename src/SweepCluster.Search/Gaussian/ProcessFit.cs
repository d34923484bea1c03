using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Gaussian;

/// <summary>Finds the most likely shape of a process by what was seen.</summary>
/// <remarks>
/// The maximum of likelihood times prior over the logarithms of length scales, signal and noise, from a fixed start.
/// Lengths are expected to grow with the root of the number of parameters, so that points stay comparable.
/// </remarks>
internal sealed class ProcessFit
{
    private const double Jitter = 1e-8;
    private const int Steps = 40;

    private static readonly double LeastLength = Elementary.Log(0.02);
    private static readonly double MostLength = Elementary.Log(50);
    private static readonly double ExpectedNoise = Elementary.Log(1e-4);
    private static readonly double LeastNoise = Elementary.Log(1e-7);

    private readonly Features _features;
    private readonly double[][] _columns;
    private readonly double[] _values;
    private readonly double _expectedLength;

    private ProcessFit(Features features, double[][] points, double[] values)
    {
        _features = features;
        _values = values;
        var padded = Vectors.Padded(values.Length);
        _columns = [.. Enumerable.Range(0, features.Columns).Select(c =>
        {
            var column = new double[padded];
            for (var i = 0; i < points.Length; i++)
                column[i] = points[i][c];
            return column;
        })];
        _expectedLength = Elementary.Log(0.35 * Math.Sqrt(features.Dimensions));
    }

    /// <summary>The shape for some points and their values.</summary>
    public static ProcessShape Of(Features features, double[][] points, double[] values)
    {
        var fit = new ProcessFit(features, points, values);
        var d = features.Dimensions;
        double[] start = [.. Enumerable.Repeat(fit._expectedLength, d), 0, ExpectedNoise];
        var minimizer = new BoxMinimizer(
            fit.Unlikelihood,
            [.. Enumerable.Repeat(LeastLength, d), -4, LeastNoise],
            [.. Enumerable.Repeat(MostLength, d), 5, 0.5]);
        return ShapeOf(minimizer.Run(start, Steps, largest: 0.5).Point);
    }

    private static ProcessShape ShapeOf(ReadOnlySpan<double> logs) => new(
        [.. logs[..^2].ToArray().Select(Elementary.Exp)], Elementary.Exp(logs[^2]), Elementary.Exp(logs[^1]));

    // Minus the logarithm of likelihood times prior, and its gradient.
    private double Unlikelihood(ReadOnlySpan<double> logs, Span<double> gradient)
    {
        var shape = ShapeOf(logs);
        var count = _values.Length;
        var scaled = Scaled(shape);
        var (rows, slopes) = (new double[count][], new double[count][]);
        var factor = new TriangularFactor(count);
        var weights = new double[count];
        var value = 0.0;
        for (var i = 0; i < count; i++)
        {
            (rows[i], slopes[i]) = Row(scaled, i);
            var covariances = new double[i];
            for (var j = 0; j < i; j++)
                covariances[j] = shape.Signal * rows[i][j];
            factor.Append(covariances, shape.Signal + shape.Noise + Jitter);
            weights[i] = (_values[i] - Vectors.Dot(factor.RowOf(i), weights)) / factor.Pivot(i);
            value += 0.5 * weights[i] * weights[i] + Elementary.Log(factor.Pivot(i));
        }

        factor.SolveTransposed(weights);
        Slopes(shape, scaled, rows, slopes, factor.Inverse(), weights, gradient);
        return value + Priors(logs, gradient);
    }

    private double[][] Scaled(ProcessShape shape) => [.. _columns.Select((column, c) =>
    {
        var rate = 1 / shape.Lengths[_features.Owners[c]];
        return Array.ConvertAll(column, x => x * rate);
    })];

    // Covariances of a point with those before it, and their slopes.
    private static (double[] Row, double[] Slopes) Row(double[][] scaled, int i)
    {
        var row = new double[Vectors.Padded(i)];
        var slopes = new double[row.Length];
        foreach (var column in scaled)
        {
            var at = Vector256.Create(column[i]);
            ref var others = ref MemoryMarshal.GetArrayDataReference(column);
            ref var start = ref MemoryMarshal.GetArrayDataReference(row);
            for (var j = 0; j < row.Length; j += Vectors.Lanes)
            {
                var apart = at - Vectors.Load(ref others, j);
                (Vectors.Load(ref start, j) + apart * apart).StoreUnsafe(ref start, (nuint)j);
            }
        }

        Matern.Apply(row, slopes);
        return (row, slopes);
    }

    private void Slopes(
        ProcessShape shape, double[][] scaled, double[][] rows, double[][] slopes, double[][] inverse, double[] weights,
        Span<double> gradient)
    {
        gradient.Clear();
        var (bySignal, byNoise) = (0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var ahead = inverse[i].AsSpan(0, i);
            Vectors.SubtractScaled(ahead, weights[i], weights);
            var own = inverse[i][i] - weights[i] * weights[i];
            byNoise += own;
            bySignal += own + 2 * Vectors.Dot(ahead, rows[i]);
            for (var j = 0; j < i; j++)
                slopes[i][j] *= ahead[j];
            slopes[i].AsSpan(i).Clear();
            for (var c = 0; c < scaled.Length; c++)
                gradient[_features.Owners[c]] += shape.Signal * Spread(slopes[i], scaled[c], i);
        }

        gradient[^2] = 0.5 * shape.Signal * bySignal;
        gradient[^1] = 0.5 * shape.Noise * byNoise;
    }

    // The sum of slopes times squared distances in one column.
    private static double Spread(double[] slopes, double[] column, int i)
    {
        var at = Vector256.Create(column[i]);
        var sum = Vector256<double>.Zero;
        ref var others = ref MemoryMarshal.GetArrayDataReference(column);
        ref var start = ref MemoryMarshal.GetArrayDataReference(slopes);
        for (var j = 0; j < slopes.Length; j += Vectors.Lanes)
        {
            var apart = at - Vectors.Load(ref others, j);
            sum += Vectors.Load(ref start, j) * (apart * apart);
        }

        return Vectors.Sum(sum);
    }

    private double Priors(ReadOnlySpan<double> logs, Span<double> gradient)
    {
        var value = 0.0;
        for (var i = 0; i < logs.Length; i++)
        {
            var (expected, deviation) = i < logs.Length - 2 ? (_expectedLength, 1.0)
                : i == logs.Length - 2 ? (0, 1)
                : (ExpectedNoise, 2.5);
            var z = (logs[i] - expected) / deviation;
            value += 0.5 * z * z;
            gradient[i] += z / deviation;
        }

        return value;
    }
}
