using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

public class PackTrainerTests
{
    private static readonly Hyperparameters Runaway =
        Trials.Of(OptimizerKind.Sgd, LossKind.Mse) with { Epochs = 40, Precision = Precision.Float32 };

    [Fact]
    public void A_diverged_lane_ends_at_the_update_that_the_plain_loops_name()
    {
        var pack = Pack([0.001, 50, 0.01, 3e5, 1]);
        var results = Train(pack);
        for (var trial = 0; trial < results.Count; trial++)
        {
            var plain = new PlainTrainer<float>(pack, trial);
            Assert.Equal(plain.Train(), results[trial].Parameters);
            Assert.Equal(plain.DivergedAtUpdate, results[trial].DivergedAtUpdate);
        }

        Assert.Equal([false, true, false, true, true], results.Select(result => result.Diverged));
    }

    [Fact]
    public void A_diverged_lane_has_the_epochs_up_to_its_end_and_the_others_have_all()
    {
        var results = Train(Pack([0.001, 50]));
        Assert.Equal(40, results[0].Epochs);
        Assert.Equal((results[1].DivergedAtUpdate! + 3) / 4, results[1].Epochs);
    }

    [Fact]
    public void Training_stops_when_every_lane_has_ended()
    {
        var pack = Pack([50, 50]);
        var evaluator = new CountingEvaluator(new DirectEvaluator(pack));
        var results = PackTrainer.Train(pack, evaluator, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(results[0].Epochs + results[1].Epochs, evaluator.Calls);
        Assert.True(results[0].Epochs < 40);
    }

    [Fact]
    public void A_lane_whose_RMSE_alone_is_not_finite_ends_with_the_last_update_of_the_epoch()
    {
        var pack = Pack([0.001]);
        var evaluator = new CountingEvaluator(new DirectEvaluator(pack)) { InfiniteFrom = 2 };
        var result = PackTrainer.Train(pack, evaluator, cancellation: TestContext.Current.CancellationToken)[0];
        Assert.Equal(2, result.Epochs);
        Assert.Equal(8, result.DivergedAtUpdate);
    }

    [Fact]
    public void Each_epoch_is_evaluated_with_the_parameters_at_its_end()
    {
        var pack = Pack([0.001]);
        var all = Train(pack)[0];
        var half = Train(new TrialPack(
            pack.Rows, pack.Layer, [pack.Trials[0] with { Epochs = 20 }], pack.SweepSeed, pack.Repeat))[0];
        Assert.Equal(half.EpochRmse, all.EpochRmse.Take(20));
        Assert.Equal(all.EpochRmse[^1], new DirectEvaluator(pack).Rmse(all.Parameters.AsSpan()));
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_the_whole_data()
    {
        var pack = Pack([0.001]);
        TrialPack WithBatch(int size) =>
            new(pack.Rows, pack.Layer, [pack.Trials[0] with { BatchSize = size }], pack.SweepSeed, pack.Repeat);
        Assert.Equal(Train(WithBatch(pack.Rows.Count))[0].Parameters, Train(WithBatch(int.MaxValue))[0].Parameters);
    }

    [Fact]
    public void Sgd_with_a_momentum_is_momentum()
    {
        var shape = new Shape(4, 1, 8, 32, true, 5);
        var sgd = Train(shape.Pack(Trials.Of(OptimizerKind.Sgd) with { Momentum = 0.9 }));
        var momentum = Train(shape.Pack(Trials.Of(OptimizerKind.Momentum)));
        Assert.Equal(momentum.SelectMany(lane => lane.Parameters), sgd.SelectMany(lane => lane.Parameters));
    }

    [Fact]
    public void Trials_that_do_not_see_the_same_batches_share_no_pack()
    {
        var trial = Trials.Of(OptimizerKind.Adam);
        Assert.Throws<ArgumentException>(() => new TrialPack(
            Trials.Rows(8, 2, 1), Trials.Layer(), [trial, trial with { BatchSize = 4 }], 1, 0));
    }

    [Fact]
    public void Cancelled_training_throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var pack = Pack([0.001]);
        Assert.Throws<OperationCanceledException>(
            () => PackTrainer.Train(pack, new DirectEvaluator(pack), cancellation: source.Token));
    }

    [Fact]
    public void A_run_of_steps_allocates_nothing()
    {
        var pack = new Shape(4, 1, 8, 4099, true, 37).Pack(Trials.Of(OptimizerKind.Nadam));
        using var training = new PackTraining<double>(pack, Training.Kernel.Lanes.LaneWidths.Widest, new EpochStore(0));
        var few = AllocatedBy(training);
        using var longer = new PackTraining<double>(
            new Shape(4, 1, 1, 4099, true, 37).Pack(Trials.Of(OptimizerKind.Nadam)),
            Training.Kernel.Lanes.LaneWidths.Widest, new EpochStore(0));
        Assert.Equal(few, AllocatedBy(longer));
    }

    // The least of several epochs: the runtime allocates on a thread too, when it compiles code or meets it first.
    private static long AllocatedBy<T>(PackTraining<T> training)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => Enumerable.Range(0, 6).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        training.TrainEpoch(CancellationToken.None);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    private static TrialPack Pack(double[] learningRates) => new(
        Trials.Rows(30, 3, 1),
        Trials.Layer(),
        [.. learningRates.Select(rate => Runaway with { LearningRate = rate })],
        sweepSeed: 5,
        repeat: 0);

    private static IReadOnlyList<LaneResult> Train(TrialPack pack) =>
        PackTrainer.Train(pack, new DirectEvaluator(pack));

    private sealed class CountingEvaluator(DirectEvaluator inner) : IEpochEvaluator
    {
        public int Calls { get; private set; }

        public int InfiniteFrom { get; init; } = int.MaxValue;

        public double Rmse(ReadOnlySpan<double> parameters) =>
            ++Calls >= InfiniteFrom ? double.PositiveInfinity : inner.Rmse(parameters);

        public double? ValidationRmse(ReadOnlySpan<double> parameters) => null;
    }
}
