using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

public class AbsoluteErrorsTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void Every_width_gives_the_same_bits_and_the_mean_of_the_definition(int units, bool useBias)
    {
        var rows = Trials.Rows(23, 5, units);
        var layer = Trials.Layer(units, useBias);
        var parameters = Enumerable.Range(0, 11).Select(repeat => Initializers.Draw(layer, 5, 3, repeat)).ToArray();
        var scalar = AbsoluteErrors.Mean(rows, layer, parameters, width: LaneWidth.Scalar);
        foreach (var width in Enum.GetValues<LaneWidth>())
            Assert.Equal(scalar, AbsoluteErrors.Mean(rows, layer, parameters, width: width));
        for (var index = 0; index < scalar.Length; index++)
            Assert.Equal(new DirectEvaluator(rows, useBias).Mae(parameters[index]), scalar[index], 12);
    }

    [Fact]
    public void A_prediction_that_is_no_number_gives_NaN()
    {
        var rows = Trials.Rows(3, 1, 1);
        Assert.Equal([double.NaN], AbsoluteErrors.Mean(rows, Trials.Layer(), [[double.NaN, 0]]));
    }
}
