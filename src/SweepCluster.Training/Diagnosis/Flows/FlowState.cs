using SweepCluster.Training.LeastSquares;

namespace SweepCluster.Training.Diagnosis.Flows;

/// <summary>
/// A point on the way to the optimum: the offset δ of all units, their gradients Hδ and mean squares.
/// </summary>
internal sealed class FlowState
{
    private readonly double[] _gradients;
    private readonly double[] _meanSquares;

    public FlowState(Curvature curvature, IReadOnlyList<double> unitSigmas, double[] offset)
    {
        Curvature = curvature;
        Offset = offset;
        _gradients = new double[offset.Length];
        _meanSquares = new double[unitSigmas.Count];
        var excess = 0.0;
        for (var u = 0; u < Units; u++)
        {
            var square = curvature.Multiply(offset.AsSpan(u * Stride, Stride), _gradients.AsSpan(u * Stride, Stride));
            excess += square;
            _meanSquares[u] = square + unitSigmas[u] * unitSigmas[u];
        }

        Excess = Math.Sqrt(excess / Units);
        Rmse = Math.Sqrt(_meanSquares.Average());
    }

    public Curvature Curvature { get; }

    public double[] Offset { get; }

    public int Stride => Curvature.Size;

    public int Units => _meanSquares.Length;

    /// <summary>E: RMSE² = σ² + E².</summary>
    public double Excess { get; }

    public double Rmse { get; }

    public ReadOnlySpan<double> Gradient(int unit) => _gradients.AsSpan(unit * Stride, Stride);

    public double MeanSquare(int unit) => _meanSquares[unit];
}
