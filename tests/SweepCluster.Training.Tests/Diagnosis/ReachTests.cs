using FsCheck.Fluent;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Diagnosis;

public sealed class ReachTests
{
    [Fact]
    public void The_seed_s_trial_reaches_a_tenth() => Assert.Equal(
        0.1036, Reach.Of(Trials.Of() with { LearningRate = 0.001, Decay = 0.1 }, 300_000), 5e-5);

    [Theory]
    [InlineData(OptimizerKind.Adam, 0.001)]
    [InlineData(OptimizerKind.Momentum, 0.01)]
    [InlineData(OptimizerKind.AdaGrad, 0)]
    [InlineData(OptimizerKind.AdaGrad, 0.1)]
    public void The_closed_form_equals_the_sum(OptimizerKind optimizer, double decay) =>
        Prop.ForAll(Gen.Choose(1, 400_000).ToArbitrary(), updates =>
        {
            var trial = Trials.Of(optimizer) with { Decay = decay };
            var sum = 0.0;
            for (var k = 1; k <= updates; k++) sum += Reach.LastStep(trial, k);
            return Math.Abs(Reach.Of(trial, updates) - sum) <= 1e-9 * sum;
        }).Holds();

    [Fact]
    public void Without_decay_it_is_the_product() =>
        Assert.Equal(1e9, Reach.Of(Trials.Of() with { LearningRate = 0.001 }, 1_000_000_000_000), 1);

    [Fact]
    public void Far_out_it_grows_as_the_logarithm() => Assert.Equal(
        0.01 * (Math.Log(1 + 0.1 * 1e12) - Math.Log(1 + 0.1 * 1e9)),
        Reach.Of(Decaying, 1_000_000_000_000) - Reach.Of(Decaying, 1_000_000_000), 1e-9);

    [Fact]
    public void Momentum_carries_further() => Assert.Equal(
        1, Reach.Of(Trials.Of(OptimizerKind.Momentum) with { LearningRate = 0.01, Momentum = 0.9 }, 10), 1e-12);

    private static Hyperparameters Decaying => Trials.Of() with { LearningRate = 0.001, Decay = 0.1 };
}
