using SweepCluster.Training.Diagnosis.Flows;
using SweepCluster.Training.LeastSquares;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;

namespace SweepCluster.Training.Diagnosis;

/// <summary>The E at which a trial circles the optimum when its steps keep a length.</summary>
/// <remarks>
/// Adaptive: on clean data in proportion to step·Σ√H_jj (for four features uniform in [0, 1) and a bias, Adam's E is
/// 0.27·step), on noisy data √(step·σ·Σ√H_jj·√noise/2); the larger counts. Descent: the stationary variance of the
/// noisy recursion, whose noise grows with E itself, or the length at which steps overshoot if the gradient does not
/// vanish with E.
/// </remarks>
public static class Floor
{
    // Measured on clean data: Adam and its like average their steps, rmsprop's all have the full length.
    private const double Averaged = 0.0816;
    private const double FullLength = 0.47;

    // Adamax divides by the largest gradient in memory, not the usual one, and so takes shorter steps in noise.
    private const double AdamaxInNoise = 0.55;

    /// <summary>The floor for a step length, as <see cref="Reach.LastStep"/> gives it.</summary>
    public static double Of(TrainingProblem problem, Curvature curvature, Hyperparameters hyperparameters, double step)
    {
        var noise = Flow.NoiseOf(hyperparameters.BatchSize, problem.Training.Rows);
        return OptimizerCatalog.Of(hyperparameters.Optimizer).Family switch
        {
            OptimizerFamily.SelfScaling => 0,
            OptimizerFamily.Descent => Descent(problem, curvature, hyperparameters, step, noise),
            OptimizerFamily.Adaptive or OptimizerFamily.Accumulating =>
                Adaptive(problem, curvature, hyperparameters.Optimizer, step, noise),
            var other => throw new ArgumentOutOfRangeException(nameof(hyperparameters), other, "No such family."),
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

    private static double Adaptive(
        TrainingProblem problem, Curvature curvature, OptimizerKind optimizer, double step, double noise)
    {
        var roots = curvature.Diagonal.Sum(Math.Sqrt);
        var clean = (optimizer == OptimizerKind.RmsProp ? FullLength : Averaged) * step * roots;
        var noisy = Math.Sqrt(step * problem.Optimum.UnitSigmas.Average() * roots * Math.Sqrt(noise) / 2);
        return Math.Max(clean, optimizer == OptimizerKind.Adamax ? AdamaxInNoise * noisy : noisy);
    }

    private static double Descent(
        TrainingProblem problem, Curvature curvature, Hyperparameters hyperparameters, double step, double noise)
    {
        var spread = step / problem.Layer.Units * curvature.Trace * noise;
        return LossCatalog.Of(hyperparameters.Loss).Shape switch
        {
            LossShape.Squares => DescentOnSquares(problem, hyperparameters, step, spread),
            LossShape.Roots => DescentOnRoots(problem, hyperparameters, step, spread / 2),
            LossShape.Signs => DescentOnRoots(problem, hyperparameters, step, spread / 2 * Math.Sqrt(Math.PI / 2)),
            var shape => throw new InvalidOperationException($"No such shape: {shape}."),
        };
    }

    // E² = spread·(σ² + E²)
    private static double DescentOnSquares(
        TrainingProblem problem, Hyperparameters hyperparameters, double step, double spread)
    {
        var isStable = spread < 1 && Rate(hyperparameters, step) < StabilityLimit(problem, hyperparameters);
        return isStable ? problem.Optimum.Sigma * Math.Sqrt(spread / (1 - spread)) : double.PositiveInfinity;
    }

    // E² = spread·√(σ² + E²), or RMSE = the length at which the steepest direction overshoots.
    private static double DescentOnRoots(
        TrainingProblem problem, Hyperparameters hyperparameters, double step, double spread)
    {
        var sigma = problem.Optimum.Sigma;
        var noisy = Math.Sqrt((spread * spread + spread * Math.Sqrt(spread * spread + 4 * sigma * sigma)) / 2);
        var overshoot = Rate(hyperparameters, step) * (1 + hyperparameters.Momentum)
            * problem.Optimum.LargestEigenvalue / (2 * problem.Layer.Units);
        return Math.Max(noisy, Math.Sqrt(Math.Max(0, overshoot * overshoot - sigma * sigma)));
    }

    private static double Rate(Hyperparameters hyperparameters, double step) => step * (1 - hyperparameters.Momentum);
}
