using FsCheck.Fluent;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;
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
        })).Holds();

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
        var data = new SyntheticSource(SyntheticTarget.Difference, 240_000, 4, 0).Load(42);
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

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 20, 3)]
    [InlineData(40, 15, 1)]
    [InlineData(300, 40, 2)]
    [InlineData(5000, 14, 1)]
    [InlineData(700, 230, 2)]
    public void Its_bits_are_those_of_MathNet_s_managed_QR(int rows, int features, int targets)
    {
        var data = Drawn(rows, features, targets);
        data.Features[0] = 0;
        for (var i = 0; i < rows; i++) data.Features[i * features + features / 2] = 0;
        Assert.Equal(Reference(data), Entries(TriangularFactor.Of(data)));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(-300)]
    public void No_square_leaves_the_range_of_numbers(int exponent)
    {
        var data = Drawn(60, 3, 2);
        double Scaled(double x) => Math.ScaleB(x, exponent * 3);
        var scaled = data with
        {
            Features = [.. data.Features.Select(Scaled)],
            Targets = [.. data.Targets.Select(Scaled)],
        };
        double[] parameters = [1, -2, 0.5, 0, 3, 2, 1, 0];
        Assert.Equal(TriangularFactor.Of(data).Rmse(parameters, true), Math.ScaleB(
            TriangularFactor.Of(scaled).Rmse(parameters, true), -exponent * 3), 1e-14);
    }

    [Fact]
    public void It_is_triangular()
    {
        var factor = TriangularFactor.Of(Drawn(50, 3, 2));
        for (var i = 0; i < factor.Width; i++)
            for (var j = 0; j < i; j++) Assert.Equal(0, factor[i, j]);
    }

    private static List<double> Entries(TriangularFactor factor) =>
        [.. Enumerable.Range(0, factor.Width * factor.Width).Select(
            at => factor[at / factor.Width, at % factor.Width])];

    // Rows in blocks, each stacked under the R of those before.
    private static List<double> Reference(DataSet data)
    {
        var width = data.FeatureCount + 1 + data.TargetCount;
        var block = Math.Min(data.Rows, Math.Max(2048, 4 * width));
        Matrix<double> r = new DenseMatrix(width, width);
        for (var first = 0; first < data.Rows; first += block)
        {
            var rows = DenseMatrix.Create(Math.Min(block, data.Rows - first), width, (i, j) =>
                j < data.FeatureCount ? data.Features[(first + i) * data.FeatureCount + j]
                : j == data.FeatureCount ? 1
                : data.Targets[(first + i) * data.TargetCount + j - data.FeatureCount - 1]);
            r = r.Stack(rows).QR(QRMethod.Thin).R;
        }

        return [.. r.ToRowMajorArray()];
    }

    private static List<long> Bits(DataSet data, int cores)
    {
        var before = Control.MaxDegreeOfParallelism;
        Control.MaxDegreeOfParallelism = cores;
        try
        {
            var factor = TriangularFactor.Of(data);
            var fit = LeastSquaresFit.Of(data, factor, true);
            return [.. Entries(factor).Concat(fit.Parameters).Append(fit.ConditionNumber).Select(
                BitConverter.DoubleToInt64Bits)];
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
