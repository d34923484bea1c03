using SweepCluster.Training.Data;
using SweepCluster.Training.LeastSquares;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Diagnosis;

/// <summary>The E at which a trial circles the optimum when its steps keep a length.</summary>
/// <remarks>
/// Adaptive: 0.27·step on clean data whose rows have mean square length 7/3 (four features uniform in [0, 1) and a bias),
/// √(step·σ·Σ√H_jj·√noise/2) on noisy data, the larger counts. Descent: the stationary variance of the noisy linear recursion, and
/// for losses whose gradient does not vanish, the length at which steps overshoot.
/// </remarks>
public static class Floor
{
    private const double AdaptiveFactor = 0.27;
    private const double AdaptiveTrace = 7.0 / 3;

    /// <summary>The floor for a step length, as <see cref="Reach.LastStep"/> gives it.</summary>
    public static double Of(TrainingProblem problem, Curvature curvature, Hyperparameters hyperparameters, double step)
    {
        var noise = Flow.NoiseOf(hyperparameters.BatchSize, problem.Training.Rows);
        return OptimizerFamilies.FamilyOf(hyperparameters.Optimizer) switch
        {
            OptimizerFamily.SelfScaling => 0,
            OptimizerFamily.Descent => Descent(problem, curvature, hyperparameters, step, noise),
            _ => Adaptive(problem, curvature, step, noise),
        };
    }

    /// <summary>The learning rate from which gradient descent on the mean square grows without bound.</summary>
    public static double StabilityLimit(TrainingProblem problem, Hyperparameters hyperparameters)
    {
        var momentum = hyperparameters.Momentum;
        var curvature = 2 * problem.Optimum.LargestEigenvalue / problem.Layer.Units;
        return hyperparameters.Optimizer == OptimizerKind.Nesterov
            ? 2 * (1 + momentum) / ((1 + 2 * momentum) * curvature)
            : 2 * (1 + momentum) / curvature;
    }

    private static double Adaptive(TrainingProblem problem, Curvature curvature, double step, double noise)
    {
        var roots = curvature.Diagonal.Sum(Math.Sqrt);
        var noisy = Math.Sqrt(step * problem.Optimum.UnitSigmas.Average() * roots * Math.Sqrt(noise) / 2);
        return Math.Max(AdaptiveFactor * step * Math.Sqrt(curvature.Trace / AdaptiveTrace), noisy);
    }

    private static double Descent(
        TrainingProblem problem, Curvature curvature, Hyperparameters hyperparameters, double step, double noise)
    {
        var perUnit = step / problem.Layer.Units;
        var sigma = problem.Optimum.Sigma;
        var overshoot = perUnit * problem.Optimum.LargestEigenvalue / 2;
        var spread = perUnit * sigma * curvature.Trace * noise;
        return hyperparameters.Loss switch
        {
            LossKind.Mse => IsStable(problem, hyperparameters, step) ? Math.Sqrt(spread * sigma) : double.PositiveInfinity,
            LossKind.Rmse => Math.Max(overshoot, Math.Sqrt(spread / 2)),
            LossKind.Mae => Math.Max(overshoot, Math.Sqrt(spread * Math.Sqrt(Math.PI / 8))),
            _ => throw new InvalidOperationException($"No such loss: {hyperparameters.Loss}."),
        };
    }

    private static bool IsStable(TrainingProblem problem, Hyperparameters hyperparameters, double step) =>
        step * (1 - hyperparameters.Momentum) < StabilityLimit(problem, hyperparameters);
}
