using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel.Optimizers;

public sealed class SignDescentTests : OptimizerContract
{
    protected override OptimizerKind Kind => OptimizerKind.SignDescent;

    protected override double FirstStep(double g) => 0.001 * Math.Sign(g);
}
