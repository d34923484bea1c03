using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Explaining;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Tests.Linear.Explaining;

public sealed class VariantsTests
{
    private static readonly Hyperparameters Trial = Settings("learning-rate = 0.03, decay = 0.01, epochs = 7");

    [Fact]
    public void Learning_rates_and_decays_rise_and_are_not_the_trial_s()
    {
        var rates = Variants.OfLearningRate(Trial, Trial.LearningRate, 2, 1).Select(variant => variant.LearningRate);
        var decays = Variants.OfDecay(Trial, 1, 3).Select(variant => variant.Decay);

        Assert.Equal([0.003, 0.0095, 0.095, 0.3], rates);
        Assert.Equal([0, 1e-5, 1e-4, 1e-3, 0.1, 1], decays);
        Assert.Empty(Variants.OfDecay(Trial with { Optimizer = OptimizerKind.Nadam }, 1, 3));
        Assert.Equal(
            [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1],
            Variants.OfDecay(Trial with { Decay = 0 }, 1, 3).Select(variant => variant.Decay));
    }

    [Fact]
    public void Rates_that_are_no_numbers_are_left_out() => Assert.All(
        Variants.OfLearningRate(Trial, 1e307, 1, 5).Concat(Variants.OfLearningRate(Trial, 1e-322, 1, 5)),
        variant => Assert.True(variant.LearningRate > 0 && double.IsFinite(variant.LearningRate)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(480_000)]
    [InlineData(1_000_000)]
    [InlineData(int.MaxValue)]
    public void Epochs_grow_by_a_quarter_up_to_what_is_practical(int epochs)
    {
        int[] more = [.. Variants.OfEpochs(epochs)];

        Assert.Equal(epochs < TriedSettings.MostEpochs, more.Length > 0);
        Assert.True(more.Length == 0 || more[^1] == TriedSettings.MostEpochs);
        Assert.All(more.Zip(more.Skip(1)), pair =>
            Assert.InRange(pair.Second, pair.First + 1, Math.Max(pair.First + 1, 1.36 * pair.First + 1)));
    }

    private static Hyperparameters Settings(string training)
    {
        using var folder = new TestFolder();
        var sweep = RealTables.Trial(folder, "longley", training);
        return sweep.Trainer().Settings(new GridOrder(sweep.Spec)[0]);
    }
}
