using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.LeastSquares;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;

namespace SweepCluster.Training.Tests.Diagnosis;

public sealed class FloorTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.1)]
    public void Adam_on_the_clean_difference_circles_at_about_a_quarter_of_its_step(double step) =>
        Assert.Equal(0.27 * step, Of(noise: 0, Trials.Of(), step), 0.01 * step);

    [Theory]
    [InlineData(0, 0.01)]
    [InlineData(0.2, 0.001)]
    [InlineData(0.2, 0.01)]
    public void A_trial_ends_up_at_it(double noise, double learningRate)
    {
        var problem = Problem(noise);
        var diagnostician = new Diagnostician(problem, problem.Optimum.Parameters.AsSpan());
        var squares = Enumerable.Range(1, 40).Average(epochs =>
        {
            var trial = Trials.Of() with { LearningRate = learningRate, Epochs = epochs };
            var excess = diagnostician.ExcessOf(
                PlainAdam.Train(problem.Training, [.. problem.Optimum.Parameters], trial));
            return excess * excess;
        });
        Assert.InRange(Math.Sqrt(squares) / Of(noise, Trials.Of(), learningRate), 0.6, 1.6);
    }

    [Fact]
    public void A_full_batch_has_no_noise() => Assert.Equal(
        Of(noise: 0, Trials.Of(), 0.001), Of(noise: 0.2, Trials.Of() with { BatchSize = 4000 }, 0.001), 1e-5);

    [Fact]
    public void Descent_on_the_mean_square_has_none_on_clean_data_while_it_is_stable()
    {
        var trial = Trials.Of(OptimizerKind.Sgd, LossKind.Mse);
        var limit = Floor.StabilityLimit(Problem(0), trial);
        Assert.Equal(0, Of(noise: 0, trial, 0.1 * limit), 1e-12);
        Assert.Equal(double.PositiveInfinity, Of(noise: 0, trial, limit));
    }

    [Fact]
    public void Descent_on_the_root_overshoots_by_half_a_step_along_the_steepest_direction()
    {
        var problem = Problem(0);
        var trial = Trials.Of(OptimizerKind.Sgd) with { BatchSize = 4000 };
        Assert.Equal(
            0.01 * problem.Optimum.LargestEigenvalue / 2,
            Floor.Of(problem, new Curvature(problem.Factor, true), trial, 0.01), 1e-12);
    }

    [Fact]
    public void Momentum_moves_the_stability_limit()
    {
        var lambda = 2 * Problem(0).Optimum.LargestEigenvalue;
        Assert.Equal(3.8 / lambda, Floor.StabilityLimit(Problem(0), Trials.Of(OptimizerKind.Momentum)), 1e-9);
        Assert.Equal(3.8 / (2.8 * lambda), Floor.StabilityLimit(Problem(0), Trials.Of(OptimizerKind.Nesterov)), 1e-9);
    }

    private static double Of(double noise, Hyperparameters trial, double step)
    {
        var problem = Problem(noise);
        return Floor.Of(problem, new Curvature(problem.Factor, true), trial, step);
    }

    private static TrainingProblem Problem(double noise) => TrainingProblem.Prepare(
        new SyntheticSource(SyntheticTarget.Difference, 4000, 4, noise).Load(3),
        new LayerSpec(1, true, new Initializer.Zeros(), new Initializer.Zeros()), 0, false, false, 3);
}
