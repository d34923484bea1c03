using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Diagnosis;

/// <summary>Hyperparameters for tests, with each optimizer's own defaults.</summary>
internal static class Trials
{
    public static Hyperparameters Of(OptimizerKind optimizer = OptimizerKind.Adam, LossKind loss = LossKind.Rmse) =>
        Hyperparameters.For(optimizer) with { Loss = loss, BatchSize = 8, Precision = Precision.Float64 };
}
