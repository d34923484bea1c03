using System.Text.Json;
using FsCheck.Fluent;
using SweepCluster.Training.Data;
using SweepCluster.Training.LeastSquares;
using SweepCluster.Training.Tests.Data;

namespace SweepCluster.Training.Tests.LeastSquares;

public sealed class LeastSquaresFitTests
{
    [Fact]
    public void Sunspots_have_a_known_optimum()
    {
        var data = new SeriesSource(Files.Series("sunspots_yearly.csv"), "value", 4, 1).Load(1);
        var fit = Fit(data, true);
        double[] expected = [0.055, -0.203, -0.481, 1.308];
        for (var j = 0; j < 4; j++) Assert.Equal(expected[j], fit.Parameters[j], 1e-3);
        Assert.Equal(16.1, fit.Parameters[4], 0.05);
        Assert.Equal(16.47, fit.Sigma, 0.005);
        Assert.Equal(5, fit.Rank);
    }

    [Theory]
    [InlineData("noisy203.csv", "adam_decay_mae")]
    [InlineData("one_row.csv", "one_row_big_batch")]
    [InlineData("constcols.csv", "constant_columns")]
    [InlineData("dyadic_exact.csv", "exact_fit_mse")]
    public void Golden_files_have_their_known_rank_and_rmse(string file, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Files.Golden("examples.json")));
        var example = document.RootElement.GetProperty("cases").EnumerateArray()
            .Single(each => each.GetProperty("name").GetString() == name);
        var features = example.GetProperty("features").EnumerateArray().Select(feature => feature.GetString()!);
        var data = new CsvSource(Files.Golden(file), [.. features], ["y"]).Load(1);
        var fit = Fit(data, true);
        Assert.Equal(example.GetProperty("expect").GetProperty("ols_rank").GetInt32(), fit.Rank);
        Assert.Equal(example.GetProperty("expect").GetProperty("ols_rmse").GetDouble(), fit.Sigma, 1e-13);
        Assert.Equal(fit.Rank == fit.Stride, double.IsFinite(fit.ConditionNumber));
    }

    [Fact]
    public void The_one_of_many_optima_nearest_to_zero_is_taken()
    {
        var data = new DataSet(["a", "b"], ["y"], [1, 1, 2, 2, 3, 3], [2, 4, 6]);
        var fit = Fit(data, false);
        Assert.Equal(1, fit.Parameters[0], 1e-14);
        Assert.Equal(1, fit.Parameters[1], 1e-14);
        Assert.Equal(0, fit.OffsetOf([0.5, 1.5]).Max(Math.Abs), 1e-14);
    }

    [Fact]
    public void All_zero_features_determine_nothing()
    {
        var fit = Fit(new DataSet(["a"], ["y"], [0, 0], [3, 4]), false);
        Assert.Equal(0, fit.Rank);
        Assert.Equal([0.0], fit.Parameters);
        Assert.Equal(Math.Sqrt(12.5), fit.Sigma, 1e-14);
    }

    [Fact]
    public void No_other_parameters_have_a_lower_rmse() => Prop.ForAll(
        Gen.Choose(1, 30).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), Gen.Choose(-9, 0).ToArbitrary(),
        (rows, features, exponent) => new[] { true, false }.All(hasBias =>
        {
            var data = TriangularFactorTests.Drawn(rows, features, 2);
            var (factor, fit) = (TriangularFactor.Of(data), Fit(data, hasBias));
            var step = TriangularFactorTests.Numbers(fit.Parameters.Length, $"step {rows}");
            var other = fit.Parameters.Zip(step, (w, d) => w + d * Math.Pow(10, exponent)).ToArray();
            return factor.Rmse(other, hasBias) >= fit.Sigma - 1e-13;
        })).Holds();

    [Fact]
    public void Units_have_their_own_rmse_and_add_up_in_squares()
    {
        var fit = Fit(TriangularFactorTests.Drawn(50, 3, 2), true);
        Assert.Equal(fit.Sigma, Math.Sqrt(fit.UnitSigmas.Average(sigma => sigma * sigma)), 1e-14);
    }

    [Fact]
    public void The_curvature_tells_how_the_mean_square_grows()
    {
        var data = TriangularFactorTests.Drawn(50, 3, 1);
        var (factor, fit) = (TriangularFactor.Of(data), Fit(data, true));
        double[] other = [1, 2, 3, 4];
        var excess = new Curvature(factor, true).Excess(fit.OffsetOf(other));
        Assert.Equal(factor.MeanSquare(other, 0), fit.Sigma * fit.Sigma + excess, 1e-12);
    }

    private static LeastSquaresFit Fit(DataSet data, bool hasBias) =>
        LeastSquaresFit.Of(data, TriangularFactor.Of(data), hasBias);
}
