using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Losses;

namespace SweepCluster.Training.Tests.Kernel.Losses;

public sealed class PseudoHuberLossTests : LossContract<PseudoHuberLossTests.Doubles>
{
    protected override double Loss(IReadOnlyList<double> residuals) => residuals.Average(e => Math.Sqrt(1 + e * e) - 1);

    public struct Doubles : ILossOfDoubles
    {
        public static double[] Gradient(double[] residuals) =>
            ScalarLoss<PseudoHuberLoss<ScalarLane<double>, double>>.Gradient(residuals);
    }
}
