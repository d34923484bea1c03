using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;

namespace SweepCluster.Benchmarks;

/// <summary>A pack to measure: trials that differ in learning rate and decay, rows that are drawn.</summary>
internal static class KernelSample
{
    /// <summary>A pack of <paramref name="trials"/> trials.</summary>
    public static TrialPack Pack(
        OptimizerKind optimizer,
        int features,
        int batchSize,
        int trials,
        int rows,
        Precision precision = Precision.Float32,
        BatchLayout layout = BatchLayout.Rows)
    {
        var first = Settings(optimizer, batchSize, precision);
        var layer = new LayerSpec(1, true, new Initializer.GlorotUniform(), new Initializer.Zeros());
        var lanes = Enumerable.Range(1, trials).Select(trial => first with { LearningRate = 0.0001 * trial });
        return new TrialPack(Rows(rows, features), layer, [.. lanes], 42, 0, layout);
    }

    /// <summary>An optimizer's default settings.</summary>
    public static Hyperparameters Settings(
        OptimizerKind optimizer, int batchSize, Precision precision = Precision.Float32) =>
        Hyperparameters.For(optimizer) with { BatchSize = batchSize, Precision = precision };

    private static TrainingRows Rows(int rows, int features)
    {
        var random = new Random(42);
        var x = new double[rows * features];
        for (var index = 0; index < x.Length; index++)
            x[index] = random.NextDouble();
        var y = new double[rows];
        for (var row = 0; row < rows; row++)
            y[row] = x[row * features + features - 1] - x[row * features] + 0.1 * random.NextDouble();
        return new TrainingRows(x, y, features, 1);
    }
}
