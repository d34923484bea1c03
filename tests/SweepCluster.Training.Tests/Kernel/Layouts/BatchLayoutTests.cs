using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel.Layouts;

public class BatchLayoutTests
{
    [Theory]
    [InlineData(8, 25, BatchLayout.Rows)]
    [InlineData(1, 100_000, BatchLayout.Rows)]
    [InlineData(8, 1000, BatchLayout.Rows)]
    [InlineData(8, 100_000, BatchLayout.Factor)]
    [InlineData(128, 10_000, BatchLayout.Factor)]
    [InlineData(1024, 1000, BatchLayout.Factor)]
    public void Large_batches_of_large_groups_are_trained_by_their_factor(
        int batchSize, long groupSize, BatchLayout expected) =>
        Assert.Equal(expected, Choose(Trials.Of(OptimizerKind.Adam) with { BatchSize = batchSize }, groupSize));

    [Fact]
    public void The_absolute_error_needs_the_rows() =>
        Assert.Equal(
            BatchLayout.Rows, Choose(Trials.Of(OptimizerKind.Adam, LossKind.Mae) with { BatchSize = 1024 }, 100_000));

    [Fact]
    public void A_batch_has_no_more_rows_than_the_data()
    {
        var trial = Trials.Of(OptimizerKind.Adam) with { BatchSize = 1 << 20 };
        Assert.Equal(BatchLayout.Rows, BatchLayouts.For(Trials.Layer(), 4, rows: 6, trial, 10_000));
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd, LossKind.Mse, Precision.Float64, 1e-9)]
    [InlineData(OptimizerKind.Adam, LossKind.Rmse, Precision.Float64, 1e-8)]
    [InlineData(OptimizerKind.Adam, LossKind.Rmse, Precision.Float32, 1e-3)]
    public void Both_layouts_give_the_same_weights_but_for_rounding(
        OptimizerKind optimizer, LossKind loss, Precision precision, double tolerance)
    {
        var shape = new Shape(4, 2, 32, 1000, true, 3);
        var trial = Trials.Of(optimizer, loss) with { Precision = precision };
        var byRows = Train(shape.Pack(trial));
        var byFactor = Train(shape.Pack(trial, layout: BatchLayout.Factor));

        Assert.All(byRows.Zip(byFactor), pair =>
            Assert.All(
                pair.First.Parameters.Zip(pair.Second.Parameters), w => Assert.Equal(w.First, w.Second, tolerance)));
    }

    [Theory]
    [InlineData(Precision.Float32, 2e-6)]
    [InlineData(Precision.Float64, 1e-13)]
    public void An_exact_fit_is_reached_as_closely_by_the_factor_as_by_the_rows(Precision precision, double close)
    {
        var drawn = Trials.Rows(2000, 4, 1);
        var exact = drawn with
        {
            Targets = [
                .. Enumerable.Range(0, 2000).Select(row => drawn.Features[row * 4 + 3] - drawn.Features[row * 4 + 2])],
        };
        var trial = Trials.Of(OptimizerKind.Sgd, LossKind.Mse) with
        {
            Precision = precision,
            BatchSize = 32,
            LearningRate = 0.1,
            Epochs = 30,
        };
        double Rmse(BatchLayout layout)
        {
            var pack = new TrialPack(exact, Trials.Layer(), [trial], 1, 0, layout);
            return new DirectEvaluator(pack)
                .Rmse(PackTrainer.Train(pack, new DirectEvaluator(pack))[0].Parameters.AsSpan());
        }

        Assert.InRange(Rmse(BatchLayout.Rows), 0, close);
        Assert.InRange(Rmse(BatchLayout.Factor), 0, close);
    }

    private static BatchLayout Choose(Hyperparameters trial, long groupSize) =>
        BatchLayouts.For(Trials.Layer(), 4, 240_000, trial, groupSize);

    private static IReadOnlyList<LaneResult> Train(TrialPack pack) =>
        PackTrainer.Train(pack, new DirectEvaluator(pack));
}
