using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Losses;

namespace SweepCluster.Training.Tests.Kernel.Losses;

public sealed class RmseLossTests : LossContract<RmseLossTests.Doubles>
{
    protected override double Loss(IReadOnlyList<double> residuals) => Math.Sqrt(residuals.Average(e => e * e));

    public struct Doubles : ILossOfDoubles
    {
        public static double[] Gradient(double[] residuals) =>
            ScalarLoss<RmseLoss<ScalarLane<double>, double>>.Gradient(residuals);
    }
}

public sealed class MseLossTests : LossContract<MseLossTests.Doubles>
{
    protected override double Loss(IReadOnlyList<double> residuals) => residuals.Average(e => e * e);

    public struct Doubles : ILossOfDoubles
    {
        public static double[] Gradient(double[] residuals) =>
            ScalarLoss<MseLoss<ScalarLane<double>, double>>.Gradient(residuals);
    }
}

public sealed class MaeLossTests : LossContract<MaeLossTests.Doubles>
{
    protected override double Loss(IReadOnlyList<double> residuals) => residuals.Average(Math.Abs);

    public struct Doubles : ILossOfDoubles
    {
        public static double[] Gradient(double[] residuals) =>
            ScalarLoss<MaeLoss<ScalarLane<double>, double>>.Gradient(residuals);
    }
}
