using MathNet.Numerics.LinearAlgebra;
using SweepCluster.Training.Kernel.Rows;

namespace SweepCluster.Benchmarks;

/// <summary>
/// One trial trained with MathNet's matrices, written as in a textbook: Adam on the RMSE of a batch.
/// </summary>
/// <remarks>The bias is the weight of a column of ones.</remarks>
internal sealed class MathNetTraining
{
    private const float LearningRate = 0.001f;
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-7f;

    private readonly Random _random = new(42);
    private readonly (float[] X, float Y)[] _rows;
    private Vector<float> _weights;
    private Vector<float> _mean;
    private Vector<float> _variance;
    private int _updates;

    /// <summary>Begins with weights of zero.</summary>
    public MathNetTraining(TrainingRows rows)
    {
        _rows = [.. Enumerable.Range(0, rows.Count).Select(row => Row(rows, row))];
        _weights = Vector<float>.Build.Dense(rows.FeatureCount + 1);
        _mean = Vector<float>.Build.Dense(rows.FeatureCount + 1);
        _variance = Vector<float>.Build.Dense(rows.FeatureCount + 1);
    }

    /// <summary>One epoch in a new order.</summary>
    public void TrainEpoch(int batchSize)
    {
        _random.Shuffle(_rows);
        foreach (var batch in _rows.Chunk(batchSize))
        {
            var x = Matrix<float>.Build.DenseOfRowArrays(batch.Select(row => row.X));
            var y = Vector<float>.Build.DenseOfEnumerable(batch.Select(row => row.Y));
            Update(x, y);
        }
    }

    private void Update(Matrix<float> x, Vector<float> y)
    {
        _updates++;
        var error = x * _weights - y;
        var rmse = MathF.Sqrt(error.DotProduct(error) / error.Count);
        var gradient = x.TransposeThisAndMultiply(error) / (error.Count * rmse);
        _mean = Beta1 * _mean + (1 - Beta1) * gradient;
        _variance = Beta2 * _variance + (1 - Beta2) * gradient.PointwiseMultiply(gradient);
        var rate = LearningRate * MathF.Sqrt(1 - MathF.Pow(Beta2, _updates)) / (1 - MathF.Pow(Beta1, _updates));
        _weights -= rate * _mean.PointwiseDivide(_variance.PointwiseSqrt() + Epsilon);
    }

    private static (float[] X, float Y) Row(TrainingRows rows, int row)
    {
        var features = rows.Features.AsSpan(row * rows.FeatureCount, rows.FeatureCount).ToArray();
        return ([.. features.Select(feature => (float)feature), 1], (float)rows.Targets[row]);
    }
}
