using SweepCluster.Training.Kernel;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>Cases worked out independently with Keras 2.1.6's formulas.</summary>
public class GoldenTests
{
    public static TheoryData<string> Names => [.. GoldenCase.All.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Float64_ends_at_the_weights_and_passes_the_RMSE_of_every_epoch(string name)
    {
        var golden = GoldenCase.Named(name);
        var result = Train(golden, Precision.Float64);
        var scale = Math.Max(1e-3, golden.Parameters.Max(Math.Abs));
        Assert.All(
            result.Parameters.Zip(golden.Parameters),
            pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / scale, 0, golden.RelativeTolerance));
        Assert.All(
            golden.EpochRmse,
            point => Assert.Equal(
                point.Rmse, result.EpochRmse[point.Epoch], Math.Max(1e-3, point.Rmse) * golden.RelativeTolerance));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Float32_ends_at_the_RMSE_of_another_float32_trainer(string name)
    {
        var golden = GoldenCase.Named(name);
        var rmse = Train(golden, Precision.Float32).EpochRmse[^1];
        Assert.Equal(golden.Float32Rmse, rmse, 1e-5 * Math.Max(1e-3, golden.Float32Rmse));
    }

    private static LaneResult Train(GoldenCase golden, Precision precision)
    {
        var pack = golden.Pack(precision);
        return PackTrainer.Train(pack, new DirectEvaluator(pack))[0];
    }
}
