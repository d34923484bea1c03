using MathNet.Numerics.Integration;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Diagnosis;

/// <summary>How far a trial's updates can carry it: the step lengths of all updates, added up.</summary>
/// <remarks>
/// Adaptive: Σ lr_k, lr_k = lr/(1 + decay·k), the most that a parameter can move. Adagrad: Σ lr_k/√(k+1). Sgd:
/// Σ lr_k/(1−μ), which is time along the gradient flow and not a distance. Only arithmetic and roots: the bits are the
/// same everywhere.
/// </remarks>
public static class Reach
{
    // Beyond these terms the corrected integral differs from the sum by less than 1e-9 of it.
    private const long SummedTerms = 256;
    private const int QuadratureOrder = 12;

    /// <summary>Step lengths of the first updates, added up.</summary>
    public static double Of(Hyperparameters hyperparameters, long updates)
    {
        var lead = Lead(hyperparameters);
        var decay = hyperparameters.Decay;
        return OptimizerCatalog.Of(hyperparameters.Optimizer).Family == OptimizerFamily.Accumulating
            ? lead * Sum(k => 1 / ((1 + decay * k) * Math.Sqrt(k + 1)), updates)
            : lead * Sum(k => 1 / (1 + decay * k), updates);
    }

    /// <summary>Step length of the last of so many updates.</summary>
    public static double LastStep(Hyperparameters hyperparameters, long updates)
    {
        var step = LastRate(hyperparameters, updates) * (Lead(hyperparameters) / hyperparameters.LearningRate);
        return OptimizerCatalog.Of(hyperparameters.Optimizer).Family == OptimizerFamily.Accumulating
            ? step / Math.Sqrt(Math.Max(updates, 1))
            : step;
    }

    /// <summary>Learning rate of the last of so many updates.</summary>
    public static double LastRate(Hyperparameters hyperparameters, long updates) =>
        hyperparameters.LearningRate / (1 + hyperparameters.Decay * (Math.Max(updates, 1) - 1));

    /// <summary>Σ term(k) over k below a count, for a positive term that falls smoothly.</summary>
    /// <remarks>
    /// The first terms one by one, then Euler and Maclaurin's midpoint integral with its first correction.
    /// </remarks>
    internal static double Sum(Func<double, double> term, long count)
    {
        var sum = 0.0;
        for (var k = 0L; k < Math.Min(count, SummedTerms); k++) sum += term(k);
        if (count <= SummedTerms) return sum;
        // Over [a, 2a] such terms are smooth enough for a few nodes, however far out.
        for (var first = SummedTerms; first < count; first *= 2)
            sum += GaussLegendreRule.Integrate(term, first - 0.5, Math.Min(2 * first, count) - 0.5, QuadratureOrder);
        double Slope(double at) => term(at) - term(at - 1);
        return sum - (Slope(count) - Slope(SummedTerms)) / 24;
    }

    private static double Lead(Hyperparameters hyperparameters) =>
        OptimizerCatalog.Of(hyperparameters.Optimizer).Family == OptimizerFamily.Descent
            ? hyperparameters.LearningRate / (1 - hyperparameters.Momentum)
            : hyperparameters.LearningRate;
}
