using SweepCluster.Problems;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

public sealed class SyntheticSourceTests
{
    [Fact]
    public void Difference_is_x3_less_x2()
    {
        var data = Draw(SyntheticTarget.Difference, noise: 0, seed: 1);
        for (var i = 0; i < data.Rows; i++)
            Assert.Equal(data.Features[5 * i + 3] - data.Features[5 * i + 2], data.Targets[i]);
    }

    [Fact]
    public void Extrapolation_goes_on_from_x3_by_the_same_step()
    {
        var data = Draw(SyntheticTarget.Extrapolation, noise: 0, seed: 1);
        for (var i = 0; i < data.Rows; i++)
            Assert.Equal(2 * data.Features[5 * i + 3] - data.Features[5 * i + 2], data.Targets[i], 1e-15);
    }

    [Fact]
    public void Features_fill_the_unit_interval_evenly()
    {
        var data = Draw(SyntheticTarget.Difference, noise: 0, seed: 1);
        Assert.All(data.Features, x => Assert.InRange(x, 0, 1 - 1e-16));
        Assert.Equal(0.5, data.Features.Average(), 0.01);
    }

    [Fact]
    public void Noise_has_the_deviation_asked_for_and_leaves_the_features_alone()
    {
        var clean = Draw(SyntheticTarget.Difference, noise: 0, seed: 1);
        var noisy = Draw(SyntheticTarget.Difference, noise: 0.25, seed: 1);
        Assert.Equal(clean.Features, noisy.Features);
        var squares = noisy.Targets.Zip(clean.Targets, (a, b) => (a - b) * (a - b));
        Assert.Equal(0.25, Math.Sqrt(squares.Average()), 0.01);
    }

    [Fact]
    public void Another_seed_draws_other_rows() => Assert.NotEqual(
        Draw(SyntheticTarget.Difference, 0, seed: 1).Features, Draw(SyntheticTarget.Difference, 0, seed: 2).Features);

    [Fact]
    public void Names_are_x0_and_so_on_and_y()
    {
        var data = Draw(SyntheticTarget.Difference, 0, seed: 1);
        Assert.Equal(["x0", "x1", "x2", "x3", "x4"], data.FeatureNames);
        Assert.Equal(["y"], data.TargetNames);
    }

    [Fact]
    public void All_that_is_wrong_is_reported_at_once()
    {
        var source = new SyntheticSource(SyntheticTarget.Difference, 0, 3, double.NaN);
        var problems = Assert.Throws<InvalidInputException>(() => source.Load(1)).Problems;
        Assert.Equal(["rows", "features", "noise"], problems.Select(problem => problem.Subject));
        Assert.Contains("at least 4 are needed", problems[1].What);
    }

    private static DataSet Draw(SyntheticTarget target, double noise, long seed) =>
        new SyntheticSource(target, 2000, 5, noise).Load(seed);
}
