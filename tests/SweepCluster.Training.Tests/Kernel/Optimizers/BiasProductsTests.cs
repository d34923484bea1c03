using SweepCluster.Training.Kernel.Optimizers;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel.Optimizers;

public class BiasProductsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.004)]
    [InlineData(0.5)]
    [InlineData(300)]
    [InlineData(1e6)]
    public void Running_products_are_the_powers_of_the_formulas(double scheduleDecay)
    {
        var products = BiasProducts.Start(Trials.Of(OptimizerKind.Nadam) with { ScheduleDecay = scheduleDecay });
        var momentum = 1.0;
        for (var t = 1; t <= 1000; t++)
        {
            products = products.Next();
            momentum *= Mu(t, scheduleDecay);
            Assert.Equal(Math.Pow(0.9, t), products.Beta1Power, 1e-12);
            Assert.Equal(Math.Pow(0.999, t), products.Beta2Power, 1e-12);
            Assert.Equal(Mu(t, scheduleDecay), products.Momentum, 1e-12);
            Assert.Equal(Mu(t + 1, scheduleDecay), products.NextMomentum, 1e-12);
            Assert.Equal(momentum, products.MomentumProduct, 1e-12);
        }
    }

    private static double Mu(int t, double scheduleDecay) => 0.9 * (1 - 0.5 * Math.Pow(0.96, t * scheduleDecay));
}
