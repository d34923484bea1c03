using SweepCluster.Training.Data;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;
using SweepCluster.Training.Tests.Data;

namespace SweepCluster.Training.Tests.Preparing;

public sealed class TrainingProblemTests
{
    private static readonly DataSet Noisy =
        new CsvSource(Files.Golden("noisy203.csv"), ["x0", "x1", "x2"], ["y", "x4"]).Load(1);

    private static readonly double[] Some = [1, -2, 0.5, 0.25, -0.75, 3, 0.1, 0.2];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rmse_is_that_of_the_rows_in_their_own_units(bool standardize)
    {
        var problem = Prepare(standardize, useBias: true);
        var split = HoldOut.Split(Noisy, 0.25, false, seed: 3);
        var own = problem.ToOwnUnits(Some);
        Assert.Equal(Rows.Rmse(split.Training, own, true), problem.Rmse(Some), 1e-12);
        Assert.Equal(Rows.Rmse(split.Validation!, own, true), problem.ValidationRmse(Some)!.Value, 1e-12);
    }

    [Fact]
    public void Standardizing_brings_a_bias_in_the_data_s_own_units()
    {
        var problem = Prepare(standardize: true, useBias: false);
        var own = problem.ToOwnUnits(Some.AsSpan(0, 6));
        Assert.True(problem.HasOwnBias);
        Assert.Equal(8, own.Length);
        var training = HoldOut.Split(Noisy, 0.25, false, seed: 3).Training;
        Assert.Equal(Rows.Rmse(training, own, true), problem.Rmse(Some.AsSpan(0, 6)), 1e-12);
    }

    [Fact]
    public void The_optimum_is_the_same_however_the_data_are_scaled() =>
        Assert.Equal(Prepare(false, true).OptimumRmse, Prepare(true, true).OptimumRmse, 1e-12);

    [Fact]
    public void Without_held_out_rows_there_is_no_validation()
    {
        var problem = TrainingProblem.Prepare(Noisy, Layer(true), 0, false, false, 3);
        Assert.Null(problem.Validation);
        Assert.Null(problem.ValidationRmse(Some));
    }

    [Fact]
    public void Validation_is_scaled_as_the_training_rows_are()
    {
        var problem = Prepare(standardize: true, useBias: true);
        var heldOut = HoldOut.Split(Noisy, 0.25, false, seed: 3).Validation!;
        Assert.Equal(problem.Standardization!.Apply(heldOut).Features, problem.Validation!.Features);
    }

    [Fact]
    public void There_is_a_unit_for_each_target() => Assert.Throws<ArgumentException>(
        () => TrainingProblem.Prepare(Noisy, Layer(true) with { Units = 1 }, 0, false, false, 3));

    private static TrainingProblem Prepare(bool standardize, bool useBias) =>
        TrainingProblem.Prepare(Noisy, Layer(useBias), 0.25, standardize, isSeries: false, seed: 3);

    private static LayerSpec Layer(bool useBias) => new(2, useBias, new Initializer.Zeros(), new Initializer.Zeros());
}
