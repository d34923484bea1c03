using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics;
using SweepCluster.Training.Data;
using SweepCluster.Training.LeastSquares;
using SweepCluster.Training.Randomness;
using SweepCluster.Training.Tests.Data;

namespace SweepCluster.Training.Tests.LeastSquares;

public sealed class TriangularFactorTests
{
    [Fact]
    public void Rmse_is_that_of_all_rows_one_by_one() => Prop.ForAll(
        Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(),
        (rows, features, targets) => new[] { true, false }.All(hasBias =>
        {
            var data = Drawn(rows, features, targets);
            var parameters = Numbers(targets * (features + (hasBias ? 1 : 0)), "parameters");
            var expected = Rows.Rmse(data, parameters, hasBias);
            return Math.Abs(TriangularFactor.Of(data).Rmse(parameters, hasBias) - expected) <= 1e-12 * expected;
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Blocks_of_rows_add_up()
    {
        var data = Drawn(10_000, 3, 2);
        var parameters = Numbers(8, "parameters");
        Assert.Equal(Rows.Rmse(data, parameters, true), TriangularFactor.Of(data).Rmse(parameters, true), 1e-12);
    }

    [Fact]
    public void A_nearly_exact_fit_is_not_lost_in_rounding()
    {
        var data = DataSetLoader.Load(new DataSource.Synthetic(SyntheticTarget.Difference, 240_000, 4, 0), 42);
        double[] parameters = [0, 0, -1, 1, 1e-12];
        Assert.Equal(1e-12, TriangularFactor.Of(data).Rmse(parameters, true), 1e-14);
    }

    [Theory]
    [InlineData(5000, 4, 1)]
    [InlineData(700, 230, 2)]
    [InlineData(100, 230, 2)]
    public void The_bits_do_not_depend_on_the_number_of_cores(int rows, int features, int targets)
    {
        var data = Drawn(rows, features, targets);
        Assert.Equal(Bits(data, cores: 1), Bits(data, cores: 2));
        Assert.Equal(Bits(data, cores: 1), Bits(data, cores: 7));
    }

    [Fact]
    public void It_is_triangular()
    {
        var factor = TriangularFactor.Of(Drawn(50, 3, 2));
        for (var i = 0; i < factor.Width; i++)
            for (var j = 0; j < i; j++) Assert.Equal(0, factor[i, j]);
    }

    private static List<long> Bits(DataSet data, int cores)
    {
        var before = Control.MaxDegreeOfParallelism;
        Control.MaxDegreeOfParallelism = cores;
        try
        {
            var factor = TriangularFactor.Of(data);
            var fit = LeastSquaresFit.Of(factor, true);
            var entries = Enumerable.Range(0, factor.Width * factor.Width)
                .Select(at => factor[at / factor.Width, at % factor.Width]);
            return [.. entries.Concat(fit.Parameters).Append(fit.ConditionNumber).Select(BitConverter.DoubleToInt64Bits)];
        }
        finally
        {
            Control.MaxDegreeOfParallelism = before;
        }
    }

    internal static DataSet Drawn(int rows, int features, int targets) => new(
        [.. Enumerable.Range(0, features).Select(j => $"x{j}")],
        [.. Enumerable.Range(0, targets).Select(u => $"y{u}")],
        Numbers(rows * features, "features"),
        Numbers(rows * targets, "targets"));

    internal static double[] Numbers(int count, string purpose)
    {
        var random = RandomStreams.For(1, purpose);
        return [.. Enumerable.Range(0, count).Select(_ => NormalDeviates.Next(random))];
    }
}
