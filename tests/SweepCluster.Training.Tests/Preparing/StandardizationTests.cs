using FsCheck.Fluent;
using SweepCluster.Training.Data;
using SweepCluster.Training.Preparing;
using SweepCluster.Training.Randomness;
using SweepCluster.Training.Tests.Data;

namespace SweepCluster.Training.Tests.Preparing;

public sealed class StandardizationTests
{
    [Fact]
    public void Columns_get_zero_mean_and_unit_variance()
    {
        var data = Drawn(seed: 1);
        var scaled = Standardization.Of(data).Apply(data);
        for (var j = 0; j < data.FeatureCount; j++)
        {
            var column = Enumerable.Range(0, data.Rows).Select(i => scaled.Features[i * data.FeatureCount + j])
                .ToArray();
            Assert.Equal(0, column.Average(), 1e-12);
            Assert.Equal(1, column.Average(x => x * x), 1e-12);
        }
    }

    [Fact]
    public void A_constant_column_becomes_zero_and_keeps_its_scale()
    {
        var data = new DataSet(["c"], ["y"], [0.1, 0.1, 0.1], [1, 2, 3]);
        var standardization = Standardization.Of(data);
        Assert.Equal([0, 0, 0], standardization.Apply(data).Features);
        Assert.Equal(1, standardization.Features.Deviations[0]);
    }

    [Fact]
    public void Predictions_are_the_same_in_both_coordinates() => Prop.ForAll(
        Gen.Choose(0, 1000).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (seed, hasBias) =>
        {
            var data = Drawn(seed);
            var standardization = Standardization.Of(data);
            var scaled = standardization.Apply(data);
            var trained = Parameters(seed, data.TargetCount * (data.FeatureCount + (hasBias ? 1 : 0)));
            var own = standardization.ToOwnUnits(trained, hasBias);
            var back = standardization.ToTrained(own, hasBias);
            return back.Length == trained.Length
                && back.Zip(trained).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-7)
                && Enumerable.Range(0, data.Rows * data.TargetCount).All(at =>
            {
                var (i, u) = (at / data.TargetCount, at % data.TargetCount);
                var inOwn = Rows.Predict(data, own, true, i, u);
                var inTrained = Rows.Predict(scaled, trained, hasBias, i, u) * standardization.Targets.Deviations[u]
                    + standardization.Targets.Means[u];
                return Math.Abs(inOwn - inTrained) <= 1e-9 * (1 + Math.Abs(inOwn));
            });
        }).Holds();

    private static double[] Parameters(int seed, int count)
    {
        var random = RandomStreams.For(seed, "parameters");
        return [.. Enumerable.Range(0, count).Select(_ => NormalDeviates.Next(random))];
    }

    private static DataSet Drawn(int seed)
    {
        var random = RandomStreams.For(seed, "rows");
        double Number(double scale) => scale * (3 + NormalDeviates.Next(random));
        return new DataSet(
            ["a", "b", "c"], ["y", "z"],
            [.. Enumerable.Range(0, 60).Select(i => Number(1 + 40 * (i % 3)))],
            [.. Enumerable.Range(0, 40).Select(i => Number(1 + 7 * (i % 2)))]);
    }
}
