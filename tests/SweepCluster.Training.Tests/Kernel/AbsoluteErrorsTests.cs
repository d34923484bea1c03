using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

public class AbsoluteErrorsTests
{
    public static TheoryData<int, int, bool, Precision> Shapes =>
        [.. from rows in new[] { 5, 16, 23, 5000 }
            from units in new[] { 1, 3 }
            from useBias in new[] { true, false }
            from precision in Enum.GetValues<Precision>()
            select (rows, units, useBias, precision)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_width_gives_the_same_bits_and_the_mean_of_the_definition(
        int rowCount, int units, bool useBias, Precision precision)
    {
        var rows = Trials.Rows(rowCount, 5, units);
        var layer = Trials.Layer(units, useBias);
        var parameters = Drawn(layer, 37);
        var errors = new AbsoluteErrors(rows, layer, Drawn(layer, 38)[37]);
        var scalar = errors.Mean(parameters, precision, LaneWidth.Scalar);
        foreach (var width in Enum.GetValues<LaneWidth>())
            Assert.Equal(scalar, errors.Mean(parameters, precision, width));
        Assert.All(parameters.Zip(scalar), pair => Assert.Equal(
            1, pair.Second / new DirectEvaluator(rows, useBias).Mae(pair.First), Close(precision)));
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void Neither_neighbours_nor_the_place_among_them_change_a_bit(Precision precision)
    {
        var parameters = Drawn(Trials.Layer(), 37);
        var errors = new AbsoluteErrors(Trials.Rows(23, 5, 1), Trials.Layer(), parameters[0]);
        var together = errors.Mean(parameters, precision);
        for (var index = 0; index < parameters.Length; index++)
            Assert.Equal([together[index]], errors.Mean([parameters[index]], precision));
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void An_error_far_below_the_digits_of_the_targets_keeps_its_own_digits(Precision precision)
    {
        double[] optimum = [3, -2, 1000];
        var drawn = Trials.Rows(40, 2, 1);
        var rows = drawn with
        {
            Targets = [.. Enumerable.Range(0, 40).Select(
                row => 3 * drawn.Features[2 * row] - 2 * drawn.Features[2 * row + 1] + 1000)],
        };
        var errors = new AbsoluteErrors(rows, Trials.Layer(), optimum);
        var step = Math.Pow(2, -30);

        Assert.Equal(1, errors.Mean([[3, -2, 1000 + step]], precision)[0] / step, 1e-3);
    }

    [Fact]
    public void Targets_count_in_their_own_units()
    {
        var rows = new TrainingRows([1, 2], [1, 10, 3, 10], 1, 2);
        var errors = new AbsoluteErrors(rows, Trials.Layer(2), [0, 0, 0, 0], [2, 0.5]);

        Assert.Equal([((1.0 + 3) * 2 + (10 + 10) * 0.5) / 4], errors.Mean([[0, 0, 0, 0]], Precision.Float32));
    }

    [Fact]
    public void A_prediction_that_is_no_number_gives_NaN() => Assert.Equal(
        [double.NaN],
        new AbsoluteErrors(Trials.Rows(3, 1, 1), Trials.Layer(), [0, 0]).Mean([[double.NaN, 0]], Precision.Float32));

    [Fact]
    public void A_mean_beyond_single_precision_is_still_a_number()
    {
        var rows = new TrainingRows([1e20, 1e20, 3e20], [0, 0, 0], 1, 1);

        Assert.Equal(
            1, new AbsoluteErrors(rows, Trials.Layer(), [0, 0]).Mean([[3e30, 0]], Precision.Float32)[0] / 5e50, 1e-12);
    }

    private static double[][] Drawn(LayerSpec layer, int count) =>
        [.. Enumerable.Range(0, count).Select(repeat => Initializers.Draw(layer, 5, 3, repeat))];

    private static double Close(Precision precision) => precision == Precision.Float32 ? 1e-6 : 1e-12;
}
