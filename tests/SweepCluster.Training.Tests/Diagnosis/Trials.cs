using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Diagnosis;

/// <summary>Hyperparameters for tests, with each optimizer's own defaults.</summary>
internal static class Trials
{
    public static Hyperparameters Of(OptimizerKind optimizer = OptimizerKind.Adam, LossKind loss = LossKind.Rmse)
    {
        var defaults = OptimizerCatalog.Of(optimizer).Defaults;
        return new Hyperparameters
        {
            Loss = loss,
            Optimizer = optimizer,
            Epochs = 1,
            BatchSize = 8,
            LearningRate = defaults.LearningRate,
            Decay = 0,
            Momentum = defaults.Momentum ?? 0,
            Beta1 = defaults.Beta1 ?? 0,
            Beta2 = defaults.Beta2 ?? 0,
            Rho = defaults.Rho ?? 0,
            Epsilon = 1e-7,
            ScheduleDecay = defaults.ScheduleDecay ?? 0,
            Shuffle = true,
            Precision = Precision.Float64,
        };
    }
}
