using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Gaussian;

/// <summary>A Gaussian process that has seen some points.</summary>
internal sealed class Process
{
    private const double Jitter = 1e-8;

    private readonly ProcessShape _shape;
    private readonly double[] _rates;

    // Column by column, a number per point, divided by the length scales.
    private readonly double[][] _scaled;
    private readonly TriangularFactor _factor;
    private readonly double[] _reduced;
    private readonly double[] _seen;

    /// <summary>A process that has seen nothing.</summary>
    /// <param name="features">Its columns.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="capacity">How many points it may come to see.</param>
    public Process(Features features, ProcessShape shape, int capacity)
    {
        _shape = shape;
        _rates = [.. features.Owners.Select(owner => 1 / shape.Lengths[owner])];
        var padded = Vectors.Padded(capacity);
        _scaled = [.. features.Owners.Select(_ => new double[padded])];
        _factor = new TriangularFactor(capacity);
        _reduced = new double[capacity];
        _seen = new double[capacity];
    }

    /// <summary>How many points it has seen.</summary>
    public int Count => _factor.Count;

    /// <summary>Sees the value of a point.</summary>
    public void See(ReadOnlySpan<double> columns, double value)
    {
        var count = Count;
        var covariances = Covariances(columns, []);
        _factor.Append(covariances, _shape.Signal + _shape.Noise + Jitter);
        for (var c = 0; c < _scaled.Length; c++)
            _scaled[c][count] = columns[c] * _rates[c];
        _seen[count] = value;
        _reduced[count] = (value - Vectors.Dot(_factor.RowOf(count), _reduced)) / _factor.Pivot(count);
    }

    /// <summary>The mean and standard deviation at a point.</summary>
    public (double Mean, double Deviation) At(ReadOnlySpan<double> columns)
    {
        var solved = new double[Count];
        _factor.Solve(Covariances(columns, []), solved);
        var variance = _shape.Signal - Vectors.Dot(solved, solved);
        return (Vectors.Dot(solved, _reduced), Math.Sqrt(Math.Max(variance, 1e-12)));
    }

    /// <summary>The means at the points it has seen, in order.</summary>
    public double[] Means()
    {
        var weights = Weights();
        for (var i = 0; i < weights.Length; i++)
            weights[i] = _seen[i] - (_shape.Noise + Jitter) * weights[i];
        return weights;
    }

    /// <summary>The weight of each point's covariance in the mean elsewhere.</summary>
    public double[] Weights()
    {
        var weights = _reduced[..Count];
        _factor.SolveTransposed(weights);
        return weights;
    }

    /// <summary>The mean and standard deviation at a point, with their derivatives by each column.</summary>
    /// <param name="columns">The point.</param>
    /// <param name="weights">The process's weights.</param>
    /// <param name="meanSlopes">Takes the mean's derivatives.</param>
    /// <param name="deviationSlopes">Takes the deviation's derivatives.</param>
    public (double Mean, double Deviation) At(
        ReadOnlySpan<double> columns, double[] weights, Span<double> meanSlopes, Span<double> deviationSlopes)
    {
        var slopes = new double[Vectors.Padded(Count)];
        var covariances = Covariances(columns, slopes);
        var solved = new double[Count];
        _factor.Solve(covariances, solved);
        var mean = Vectors.Dot(solved, _reduced);
        var deviation = Math.Sqrt(Math.Max(_shape.Signal - Vectors.Dot(solved, solved), 1e-12));
        _factor.SolveTransposed(solved);
        for (var c = 0; c < columns.Length; c++)
        {
            var (at, byMean, byVariance) = (columns[c] * _rates[c], 0.0, 0.0);
            for (var i = 0; i < Count; i++)
            {
                var slope = slopes[i] * (at - _scaled[c][i]);
                byMean -= slope * weights[i];
                byVariance += slope * solved[i];
            }

            meanSlopes[c] = byMean * _rates[c];
            deviationSlopes[c] = byVariance * _rates[c] / deviation;
        }

        return (mean, deviation);
    }

    // With all points seen, padded to whole vectors.
    private double[] Covariances(ReadOnlySpan<double> columns, Span<double> slopes)
    {
        var distances = new double[Vectors.Padded(Count)];
        ref var start = ref MemoryMarshal.GetArrayDataReference(distances);
        for (var c = 0; c < columns.Length; c++)
        {
            var at = Vector256.Create(columns[c] * _rates[c]);
            ref var scaled = ref MemoryMarshal.GetArrayDataReference(_scaled[c]);
            for (var i = 0; i < distances.Length; i += Vectors.Lanes)
            {
                var apart = at - Vectors.Load(ref scaled, i);
                (Vectors.Load(ref start, i) + apart * apart).StoreUnsafe(ref start, (nuint)i);
            }
        }

        Matern.Apply(distances, slopes);
        Scale(distances);
        Scale(slopes);
        return distances;
    }

    private void Scale(Span<double> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] *= _shape.Signal;
    }
}
