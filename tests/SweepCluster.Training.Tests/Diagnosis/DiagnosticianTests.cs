using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;

namespace SweepCluster.Training.Tests.Diagnosis;

public sealed class DiagnosticianTests
{
    private static readonly double[] Initial = [0.6, -0.4, 0.3, 0.2, 0];

    private static readonly TrainingProblem Difference = TrainingProblem.Prepare(
        new SyntheticSource(SyntheticTarget.Difference, 240_000, 4, 0).Load(42),
        new LayerSpec(1, true, new Initializer.Zeros(), new Initializer.Zeros()), 0, false, false, 42);

    private static readonly Diagnostician Judge = new(Difference, Initial);

    [Theory]
    [InlineData(0.001, 0.1, 8, 10, Verdict.Stalled)]
    [InlineData(0.01, 0, 8, 10, Verdict.Converged)]
    [InlineData(0.1, 0, 8, 1, Verdict.Oscillating)]
    [InlineData(0.1, 0, 8, 10, Verdict.Oscillating)]
    [InlineData(0.0001, 0, 128, 1, Verdict.Unfinished)]
    [InlineData(0.1, 0.1, 8, 10, Verdict.Converged)]
    [InlineData(0.01, 0.01, 8, 1, Verdict.Converged)]
    public void Trials_on_the_difference_end_as_known(
        double learningRate, double decay, int batchSize, int epochs, Verdict verdict)
    {
        var trial = Trials.Of() with
        {
            LearningRate = learningRate,
            Decay = decay,
            BatchSize = batchSize,
            Epochs = epochs,
        };
        var final = PlainAdam.Train(Difference.Training, Initial, trial);
        var diagnosis = Judge.Diagnose(trial, final, false, epochs * (240_000L / batchSize));
        Assert.Equal(verdict, diagnosis);
    }

    [Theory]
    [InlineData(0.001, 0.1, 1.2, Verdict.Stalled)]
    [InlineData(0.001, 0.1, 42_673, Verdict.Oscillating)]
    [InlineData(0.0001, 0.9, -300, Verdict.Oscillating)]
    public void Weights_far_beyond_where_they_began_did_not_lack_reach(
        double learningRate, double decay, double weight, Verdict verdict)
    {
        var trial = Trials.Of() with { LearningRate = learningRate, Decay = decay };

        Assert.Equal(verdict, Judge.Diagnose(trial, [weight, -0.4, 0.3, 0.2, 0], false, 300_000));
    }

    [Fact]
    public void Weights_that_are_not_finite_have_diverged()
    {
        Assert.Equal(Verdict.Diverged, Judge.Diagnose(Trials.Of(), Initial, true, 10));
        Assert.Equal(Verdict.Diverged, Judge.Diagnose(Trials.Of(), [0, 0, double.NaN, 0, 0], false, 10));
    }

    [Fact]
    public void The_optimum_has_converged_for_every_optimizer() =>
        Assert.All(Enum.GetValues<OptimizerKind>(), optimizer =>
            Assert.Equal(
                Verdict.Converged,
                Judge.Diagnose(Trials.Of(optimizer), Difference.Optimum.Parameters.AsSpan(), false, 1000)));

    [Theory]
    [InlineData(0.001, 0.1, 10, Obstacle.ReachTooShort)]
    [InlineData(0.01, 0, 10, Obstacle.None)]
    [InlineData(0.1, 0.1, 10, Obstacle.None)]
    public void A_reach_shorter_than_the_way_is_known_before_launch(
        double learningRate, double decay, int epochs, Obstacle obstacle)
    {
        var trial = Trials.Of() with { LearningRate = learningRate, Decay = decay };
        Assert.Equal(obstacle, Judge.Forecast(trial, epochs * 30_000L).Obstacle);
    }

    [Theory]
    [InlineData(OptimizerKind.Adam, 0.001, 0.1, true)]
    [InlineData(OptimizerKind.Adam, 0.001, 0, false)]
    [InlineData(OptimizerKind.Adam, 0.01, 0.01, false)]
    [InlineData(OptimizerKind.AdaGrad, 0.001, 0.1, true)]
    [InlineData(OptimizerKind.Sgd, 0.001, 0.1, true)]
    [InlineData(OptimizerKind.Sgd, 0.1, 0, false)]
    [InlineData(OptimizerKind.AdaDelta, 1, 0.1, false)]
    public void Decay_alone_puts_the_optimum_out_of_reach_for_ever(
        OptimizerKind optimizer, double learningRate, double decay, bool isOutOfReach)
    {
        var trial = Trials.Of(optimizer) with { LearningRate = learningRate, Decay = decay };
        Assert.Equal(isOutOfReach, Judge.IsOutOfReach(trial, int.MaxValue * 30_000L));
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd, 0.9, Obstacle.None)]
    [InlineData(OptimizerKind.Sgd, 1.01, Obstacle.Unstable)]
    [InlineData(OptimizerKind.Nesterov, 0.9, Obstacle.None)]
    [InlineData(OptimizerKind.Nesterov, 1.01, Obstacle.Unstable)]
    public void Descent_above_its_stability_limit_is_known_before_launch(
        OptimizerKind optimizer, double part, Obstacle obstacle)
    {
        var trial = Trials.Of(optimizer, LossKind.Mse);
        trial = trial with { LearningRate = part * Floor.StabilityLimit(Difference, trial) };
        Assert.Equal(obstacle, Judge.Forecast(trial, 1000).Obstacle);
    }

    [Fact]
    public void From_the_optimum_every_reach_is_enough()
    {
        var there = new Diagnostician(Difference, Difference.Optimum.Parameters.AsSpan());
        Assert.False(there.Forecast(Trials.Of() with { LearningRate = 1e-9 }, 1).CannotArrive);
    }

    [Fact]
    public void The_nearest_of_many_optima_is_the_one_to_reach()
    {
        var data = new DataSet(["a", "b"], ["y"], [1, 1, 2, 2, 3, 3], [2, 4, 6]);
        var layer = new LayerSpec(1, false, new Initializer.Zeros(), new Initializer.Zeros());
        var problem = TrainingProblem.Prepare(data, layer, 0, false, false, 1);
        Assert.Equal(0.25, new Diagnostician(problem, [2.5, 0]).Distance, 1e-12);
    }

    [Theory]
    [InlineData(0.001, 0.1, 8)]
    [InlineData(0.1, 0, 8)]
    [InlineData(0.0001, 0, 128)]
    public void Each_remedy_alone_lets_the_trial_converge(double learningRate, double decay, int batchSize)
    {
        var trial = Trials.Of() with { LearningRate = learningRate, Decay = decay, BatchSize = batchSize };
        var remedy = ForecastRemedy.For(Judge, trial, 240_000 / batchSize, surely: true);
        if (remedy.LearningRate is { } rate) AssertConverges(trial with { LearningRate = rate });
        if (remedy.Decay is { } other) AssertConverges(trial with { Decay = other });
        if (remedy.Epochs is { } epochs and < 40) AssertConverges(trial with { Epochs = epochs });
        Assert.True(remedy.LearningRate.HasValue || remedy.Decay.HasValue);
    }

    [Fact]
    public void The_seed_s_trial_needs_a_higher_rate_or_a_lower_decay_and_no_epochs_help()
    {
        var remedy = ForecastRemedy.For(
            Judge, Trials.Of() with { LearningRate = 0.001, Decay = 0.1, Epochs = 10 }, 30_000, surely: true);
        Assert.Null(remedy.Epochs);
        Assert.InRange(remedy.LearningRate!.Value, 0.01, 0.03);
        Assert.InRange(remedy.Decay!.Value, 1e-4, 1e-2);
    }

    private static void AssertConverges(Hyperparameters trial)
    {
        var final = PlainAdam.Train(Difference.Training, Initial, trial);
        var diagnosis = Judge.Diagnose(trial, final, false, trial.Epochs * 240_000L / trial.BatchSize);
        Assert.True(diagnosis == Verdict.Converged, $"{trial} {diagnosis}");
    }
}
