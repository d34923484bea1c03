using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel.Optimizers;

/// <summary>What every update rule keeps to.</summary>
public abstract class OptimizerContract
{
    protected abstract OptimizerKind Kind { get; }

    protected Hyperparameters Trial => Trials.Of(Kind, LossKind.Mse) with { Epochs = 1, BatchSize = 1 };

    /// <summary>How far the first update moves a parameter whose gradient is <paramref name="g"/>.</summary>
    protected abstract double FirstStep(double g);

    [Fact]
    public void Zero_gradient_does_not_move_a_parameter() =>
        Assert.Equal([0.0], Bias(Trial with { Epochs = 5 }, target: 0));

    [Theory]
    [InlineData(0.01)]
    [InlineData(-3)]
    [InlineData(100)]
    public void The_first_update_goes_against_the_gradient_as_far_as_the_formula_says(double gradient)
    {
        var moved = Bias(Trial, target: gradient / -2)[0];
        Assert.Equal(-FirstStep(gradient), moved, 1e-12 * Math.Abs(FirstStep(gradient)));
    }

    [Fact]
    public void Tame_data_keep_every_lane_finite() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            var pack = new TrialPack(
                Trials.Rows(24, 3, 1, seed), Trials.Layer(), Trials.Spread(Trial with { BatchSize = 8 }, 7), seed, 0);
            return Train(pack).All(lane => !lane.Diverged);
        }).Check(Config.QuickThrowOnFailure.WithReplay(7UL, 11UL).WithMaxTest(30).WithQuietOnSuccess(true));

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void Full_batches_come_closer_to_the_optimum(Precision precision)
    {
        var rows = Trials.Rows(64, 3, 1);
        var trial = Trial with { Epochs = 100, BatchSize = 64, Precision = precision };
        var rmse = Train(new TrialPack(rows, Trials.Layer(), [trial], 42, 0))[0].EpochRmse;
        Assert.True(rmse[^1] < rmse[0]);
    }

    [Theory]
    [InlineData(LaneWidth.Scalar)]
    [InlineData(LaneWidth.V512)]
    public void Decay_shrinks_the_second_update(LaneWidth width)
    {
        if (!OptimizerCatalog.Of(Kind).Defaults.HasDecay)
            return;
        var steady = Bias(Trial with { Epochs = 2 }, target: 1, width)[0];
        var decayed = Bias(Trial with { Epochs = 2, Decay = 1 }, target: 1, width)[0];
        Assert.True(decayed < steady);
    }

    /// <summary>Trains a lone bias from 0 on one row.</summary>
    private static IReadOnlyList<double> Bias(Hyperparameters trial, double target, LaneWidth width = LaneWidth.Scalar)
    {
        var layer = new LayerSpec(1, true, new Initializer.Zeros(), new Initializer.Zeros());
        var rows = new TrainingRows([0], [target], 1, 1);
        var pack = new TrialPack(rows, layer, [trial], 0, 0);
        return [Train(pack, width)[0].Parameters[1]];
    }

    private static IReadOnlyList<LaneResult> Train(TrialPack pack, LaneWidth? width = null) =>
        PackTrainer.Train(pack, new DirectEvaluator(pack), width);
}
