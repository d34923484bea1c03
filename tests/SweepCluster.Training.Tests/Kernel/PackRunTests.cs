using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

public class PackRunTests
{
    public static TheoryData<OptimizerKind, Precision> Kinds =>
        [.. from optimizer in Enum.GetValues<OptimizerKind>()
            from precision in Enum.GetValues<Precision>()
            select (optimizer, precision)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_resumed_from_checkpoints_ends_with_the_bits_of_one_that_was_never_stopped(
        OptimizerKind optimizer, Precision precision)
    {
        var pack = new Shape(3, 1, 8, 21, true, 5)
            .Pack(Trials.Of(optimizer) with { Epochs = 7, Precision = precision });
        using var whole = new PackRun(pack, new DirectEvaluator(pack));
        Train(whole, 3);
        var checkpoints = Enumerable.Range(0, 5).Select(whole.Checkpoint).ToArray();
        Train(whole, 7);
        using var resumed = PackRun.Resume(pack, new DirectEvaluator(pack), checkpoints);
        Train(resumed, 7);
        for (var trial = 0; trial < 5; trial++)
        {
            Assert.Equal(whole.Result(trial).Parameters, resumed.Result(trial).Parameters);
            Assert.Equal(whole.Result(trial).EpochRmse, resumed.Result(trial).EpochRmse);
        }
    }

    [Fact]
    public void A_checkpoint_goes_on_in_a_smaller_pack()
    {
        var pack = new Shape(3, 1, 8, 21, true, 5).Pack(Trials.Of(OptimizerKind.Adam) with { Epochs = 7 });
        using var whole = new PackRun(pack, new DirectEvaluator(pack));
        Train(whole, 3);
        var alone = new TrialPack(pack.Rows, pack.Layer, [pack.Trials[4]], pack.SweepSeed, pack.Repeat);
        using var resumed = PackRun.Resume(alone, new DirectEvaluator(pack), [whole.Checkpoint(4)]);
        Assert.Equal(whole.Result(4).Parameters, resumed.Result(0).Parameters);
        Train(whole, 7);
        Train(resumed, 7);
        Assert.Equal(whole.Result(4).Parameters, resumed.Result(0).Parameters);
    }

    [Fact]
    public void A_resumed_run_names_the_same_update_of_divergence()
    {
        var trial = Trials.Of(OptimizerKind.Sgd, LossKind.Mse) with
        {
            Epochs = 40,
            LearningRate = 1,
            Precision = Precision.Float32,
        };
        var pack = new TrialPack(Trials.Rows(30, 3, 1), Trials.Layer(), [trial], 5, 0);
        using var whole = new PackRun(pack, new DirectEvaluator(pack));
        Train(whole, 2);
        using var resumed = PackRun.Resume(pack, new DirectEvaluator(pack), [whole.Checkpoint(0)]);
        Train(whole, 40);
        Train(resumed, 40);
        Assert.NotNull(whole.Result(0).DivergedAtUpdate);
        Assert.Equal(whole.Result(0).DivergedAtUpdate, resumed.Result(0).DivergedAtUpdate);
    }

    [Fact]
    public void A_pack_goes_on_with_trials_that_have_diverged_before()
    {
        var steady = Trials.Of(OptimizerKind.Sgd, LossKind.Mse) with
        {
            Epochs = 30,
            LearningRate = 0.01,
            Precision = Precision.Float32,
        };
        double[] rates = [0.01, 1, 0.02, 3, 1000];
        var pack = new TrialPack(
            Trials.Rows(30, 3, 1), Trials.Layer(), [.. rates.Select(rate => steady with { LearningRate = rate })], 5,
            0);
        using var whole = new PackRun(pack, new DirectEvaluator(pack));
        var checkpoints = new List<LaneCheckpoint[]>();
        while (!whole.Ended)
        {
            whole.TrainEpoch(TestContext.Current.CancellationToken);
            checkpoints.Add([.. Enumerable.Range(0, 5).Select(whole.Checkpoint)]);
        }

        Assert.InRange(Enumerable.Range(0, 5).Select(trial => whole.Result(trial).Epochs).Distinct().Count(), 3, 5);
        Assert.All(checkpoints, checkpoint =>
        {
            using var resumed = PackRun.Resume(pack, new DirectEvaluator(pack), checkpoint);
            Train(resumed, 30);
            for (var trial = 0; trial < 5; trial++)
            {
                Assert.Equal(whole.Result(trial).Parameters, resumed.Result(trial).Parameters);
                Assert.Equal(whole.Result(trial).EpochRmse, resumed.Result(trial).EpochRmse);
                Assert.Equal(whole.Result(trial).DivergedAtUpdate, resumed.Result(trial).DivergedAtUpdate);
            }
        });
    }

    [Fact]
    public void Checkpoints_that_do_not_fit_are_refused()
    {
        var pack = new Shape(3, 1, 8, 21, true, 2).Pack(Trials.Of(OptimizerKind.Adam));
        using var run = new PackRun(pack, new DirectEvaluator(pack));
        var early = run.Checkpoint(0);
        Train(run, 1);
        Assert.Throws<ArgumentException>(() => PackRun.Resume(pack, new DirectEvaluator(pack), [early]));
        Assert.Throws<ArgumentException>(
            () => PackRun.Resume(pack, new DirectEvaluator(pack), [early, run.Checkpoint(1)]));
    }

    private static void Train(PackRun run, int epochs)
    {
        while (run.Epochs < epochs && !run.Ended)
            run.TrainEpoch(TestContext.Current.CancellationToken);
    }
}
