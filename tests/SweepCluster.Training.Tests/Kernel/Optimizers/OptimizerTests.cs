using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel.Optimizers;

public sealed class SgdTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.Sgd;

    protected override double FirstStep(double g) => 0.01 * g;
}

public sealed class MomentumTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.Momentum;

    protected override double FirstStep(double g) => 0.01 * g;
}

public sealed class NesterovTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.Nesterov;

    protected override double FirstStep(double g) => 0.01 * g * 1.9;
}

public sealed class RmsPropTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.RmsProp;

    protected override double FirstStep(double g) => 0.001 * g / (Math.Sqrt((1 - 0.9) * g * g) + 1e-7);
}

public sealed class AdaGradTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.AdaGrad;

    protected override double FirstStep(double g) => 0.01 * g / (Math.Abs(g) + 1e-7);
}

public sealed class AdaDeltaTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.AdaDelta;

    protected override double FirstStep(double g) => g * Math.Sqrt(1e-7) / Math.Sqrt((1 - 0.95) * g * g + 1e-7);
}

public sealed class AdamTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.Adam;

    protected override double FirstStep(double g) => AdamStep(g);

    internal static double AdamStep(double g) =>
        0.001 * Math.Sqrt(1 - 0.999) / (1 - 0.9) * ((1 - 0.9) * g) / (Math.Sqrt((1 - 0.999) * g * g) + 1e-7);
}

public sealed class AmsGradTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.AmsGrad;

    protected override double FirstStep(double g) => AdamTests.AdamStep(g);
}

public sealed class AdamaxTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.Adamax;

    protected override double FirstStep(double g) => 0.002 * g / (Math.Abs(g) + 1e-7);
}

public sealed class NadamTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.Nadam;

    protected override double FirstStep(double g)
    {
        var first = Mu(1);
        var second = Mu(2);
        var moment = (1 - first) * g / (1 - first) + second * ((1 - 0.9) * g) / (1 - first * second);
        return 0.002 * moment / (Math.Abs(g) + 1e-7);
    }

    private static double Mu(int t) => 0.9 * (1 - 0.5 * Math.Pow(0.96, t * 0.004));
}
