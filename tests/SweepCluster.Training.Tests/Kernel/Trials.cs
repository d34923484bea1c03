using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>Makes trials, rows and packs for tests.</summary>
internal static class Trials
{
    public static LayerSpec Layer(int units = 1, bool useBias = true) =>
        new(units, useBias, new Initializer.GlorotUniform(), new Initializer.Ones());

    public static Hyperparameters Of(OptimizerKind optimizer, LossKind loss = LossKind.Rmse) =>
        Hyperparameters.For(optimizer) with
        {
            Loss = loss,
            Epochs = 2,
            BatchSize = 8,
            Precision = Precision.Float64,
        };

    /// <summary>Trials that differ in all that may differ from lane to lane.</summary>
    public static IReadOnlyList<Hyperparameters> Spread(Hyperparameters first, int count) =>
        [.. Enumerable.Range(0, count).Select(index => first with
        {
            LearningRate = first.LearningRate * (1 + index),
            Decay = OptimizerCatalog.Of(first.Optimizer).Defaults.HasDecay ? 0.01 * (index % 3) : 0,
            Momentum = first.Momentum == 0 ? 0.3 * (index % 2) : first.Momentum / (1 + index % 4),
            Rho = first.Rho / (1 + index % 3),
            Epsilon = first.Epsilon * (1 + index % 5),
        })];

    public static TrainingRows Rows(int rows, int features, int targets, int seed = 7)
    {
        var random = new Random(seed);
        double Draw() => 4 * random.NextDouble() - 2;
        return new TrainingRows(
            [.. Enumerable.Range(0, rows * features).Select(_ => Draw())],
            [.. Enumerable.Range(0, rows * targets).Select(_ => Draw())],
            features,
            targets);
    }
}
