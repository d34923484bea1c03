using SweepCluster.Training.Model;

namespace SweepCluster.Training.Diagnosis.Flows;

/// <summary>How an optimizer moves on average: dδ/ds = −Hδ/resistance, parameter by parameter.</summary>
/// <remarks>
/// Adaptive: resistance √(g² + H_jj·(σ² + E²)·noise), g = Hδ: a parameter moves at speed 1 while its mean gradient
/// stands out from the mini-batches' noise, (1 − b/n)/b of a row's variance; adamax, which remembers the largest
/// gradient: |g| + 3·√(H_jj·(σ² + E²)·noise). Descent: the scale of the loss' gradient.
/// </remarks>
/// <param name="IsAdaptive">Whether steps are normalised by the size of the gradient.</param>
/// <param name="Loss">What the loss' gradient is like.</param>
/// <param name="Noise">(1 − b/n)/b for batch size b and n rows; descent does not depend on it.</param>
/// <param name="KeepsLargest">Whether steps are normalised by the largest gradient in memory.</param>
internal sealed record Flow(bool IsAdaptive, LossShape Loss, double Noise, bool KeepsLargest = false)
{
    // How many standard deviations out the largest of the thousand or so gradients in adamax's memory lies.
    private const double LargestOfMany = 3;

    public static Flow Of(Hyperparameters hyperparameters, int rows)
    {
        var shape = LossCatalog.Of(hyperparameters.Loss).Shape;
        return OptimizerCatalog.Of(hyperparameters.Optimizer).Family == OptimizerFamily.Descent
            ? new Flow(false, shape, 0)
            : new Flow(true, Normalised(shape),
                NoiseOf(hyperparameters.BatchSize, rows), hyperparameters.Optimizer == OptimizerKind.Adamax);
    }

    // Normalised steps do not tell a gradient from its multiples, but the error's sign is another gradient.
    private static LossShape Normalised(LossShape loss) => loss == LossShape.Squares ? LossShape.Roots : loss;

    /// <summary>The variance of a mini-batch's mean, drawn without replacement, as a part of one row's.</summary>
    public static double NoiseOf(int batchSize, int rows)
    {
        double b = Math.Min(batchSize, rows);
        return (1 - b / rows) / b;
    }

    /// <summary>Writes the resistance of every parameter.</summary>
    public void Resist(FlowState state, Span<double> resistance)
    {
        for (var u = 0; u < state.Units; u++)
        {
            var own = resistance.Slice(u * state.Stride, state.Stride);
            if (IsAdaptive) ResistByGradient(state, u, own);
            else own.Fill(LossScale(state, u));
        }
    }

    private void ResistByGradient(FlowState state, int unit, Span<double> resistance)
    {
        var gradient = state.Gradient(unit);
        // Signs of normal residuals carry the gradient at √(2/π) of its size.
        var noise = Noise * state.MeanSquare(unit) * (Loss == LossShape.Signs ? Math.PI / 2 : 1);
        for (var j = 0; j < resistance.Length; j++)
        {
            var variance = state.Curvature.Diagonal[j] * noise;
            var size = KeepsLargest
                ? Math.Abs(gradient[j]) + LargestOfMany * Math.Sqrt(variance)
                : Math.Sqrt(gradient[j] * gradient[j] + variance);
            resistance[j] = size > 0 ? size : 1;
        }
    }

    private double LossScale(FlowState state, int unit) => Loss switch
    {
        LossShape.Squares => state.Units / 2.0,
        LossShape.Roots => state.Units * Math.Max(state.Rmse, double.Epsilon),
        LossShape.Signs => state.Units * Math.Max(Math.Sqrt(state.MeanSquare(unit) * Math.PI / 2), double.Epsilon),
        _ => throw new InvalidOperationException($"No such loss: {Loss}."),
    };
}
