using SweepCluster.Training.Data;
using SweepCluster.Training.Model;
using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Tests.Diagnosis;

/// <summary>Adam on the RMSE of mini-batches of one unit with a bias, written as in a textbook.</summary>
internal static class PlainAdam
{
    public static double[] Train(DataSet data, double[] initial, Hyperparameters h)
    {
        var (p, m, v) = ((double[])initial.Clone(), new double[initial.Length], new double[initial.Length]);
        var (random, order) = (RandomStreams.For(1, "order"), Enumerable.Range(0, data.Rows).ToArray());
        var (t, power1, power2) = (0, 1.0, 1.0);
        for (var epoch = 0; epoch < h.Epochs; epoch++)
        {
            for (var i = order.Length - 1; i > 0; i--) Swap(order, i, random.Next(0, i + 1));
            for (var first = 0; first < data.Rows; first += h.BatchSize, t++)
            {
                var g = Gradient(data, order.AsSpan(first, Math.Min(h.BatchSize, data.Rows - first)), p);
                (power1, power2) = (power1 * h.Beta1, power2 * h.Beta2);
                var rate = h.LearningRate / (1 + h.Decay * t) * Math.Sqrt(1 - power2) / (1 - power1);
                for (var j = 0; j < p.Length; j++)
                {
                    m[j] = h.Beta1 * m[j] + (1 - h.Beta1) * g[j];
                    v[j] = h.Beta2 * v[j] + (1 - h.Beta2) * g[j] * g[j];
                    p[j] -= rate * m[j] / (Math.Sqrt(v[j]) + h.Epsilon);
                }
            }
        }

        return p;
    }

    private static void Swap(int[] order, int i, int j) => (order[i], order[j]) = (order[j], order[i]);

    private static double[] Gradient(DataSet data, ReadOnlySpan<int> batch, double[] p)
    {
        var (g, squares, d) = (new double[p.Length], 0.0, data.FeatureCount);
        foreach (var row in batch)
        {
            var x = data.Features.AsSpan(row * d, d);
            var e = p[d] - data.Targets[row];
            for (var j = 0; j < d; j++) e += x[j] * p[j];
            squares += e * e;
            for (var j = 0; j < d; j++) g[j] += e * x[j];
            g[d] += e;
        }

        var scale = 1 / Math.Sqrt(batch.Length * squares + 1e-300);
        for (var j = 0; j < g.Length; j++) g[j] *= scale;
        return g;
    }
}
