using System.Text.Json;
using System.Text.Json.Serialization;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Objectives.Tests.Linear.Outcomes;

public sealed class LinearCheckpointTests
{
    private static readonly JsonSerializerOptions Exact =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, IncludeFields = true };

    /// <summary>The largest learning rates leave the finite numbers, at different epochs.</summary>
    private readonly LinearObjective _trainer = Trainer(
        """
        training { optimizer = sgd, loss = mse, epochs = 6, batch-size = 8 }
        search-space { learning-rate = [0.001, 0.1, 2, 4, 1000] }
        """);

    [Fact]
    public void Results_are_the_same_bits_from_whichever_epoch_training_goes_on()
    {
        var range = new TrialRange(0, 5);
        var all = new Recorder(null);
        var whole = _trainer.Evaluate(range, all, TestContext.Current.CancellationToken);
        Assert.Contains(whole.Outcomes(), trial => trial.DivergedAtUpdate is not null);
        Assert.Equal([1, 2, 3, 4, 5], all.Kept.Select(checkpoint => checkpoint.Steps));
        Assert.All(all.Kept, checkpoint =>
        {
            var rest = new Recorder(checkpoint);
            var resumed = _trainer.Evaluate(range, rest, TestContext.Current.CancellationToken);
            Assert.Equal(Text(whole), Text(resumed));
            Assert.Equal(5 - checkpoint.Steps, rest.Kept.Count);
        });
    }

    [Fact]
    public void A_part_of_the_trials_goes_on_from_its_part_of_the_checkpoint()
    {
        var all = new Recorder(null);
        var whole = _trainer.Evaluate(new TrialRange(0, 5), all, TestContext.Current.CancellationToken);
        var part = new TrialRange(1, 3);
        var rest = new Recorder(all.Kept[2].Of(part));
        var resumed = _trainer.Evaluate(part, rest, TestContext.Current.CancellationToken);

        Assert.Equal(Text(whole with { Trials = whole.Trials[1..4] }), Text(resumed));
    }

    [Fact]
    public void Updates_are_counted_from_where_training_goes_on()
    {
        var whole = new Recorder(null);
        _trainer.Evaluate(new TrialRange(0, 3), whole, TestContext.Current.CancellationToken);
        var rest = new Recorder(whole.Kept[1]);
        _trainer.Evaluate(new TrialRange(0, 3), rest, TestContext.Current.CancellationToken);

        Assert.Equal(3 * 6 * 13, whole.Updates);
        Assert.Equal(3 * 4 * 13, rest.Updates);
    }

    [Fact]
    public void A_pack_whose_checkpoint_would_be_large_keeps_none()
    {
        var trainer = Trainer(
            """
            training { epochs = 3 }
            search-space { learning-rate = { log-uniform = [1e-4, 1e-1], count = 4000 } }
            """);
        var recorder = new Recorder(null);
        trainer.Evaluate(new TrialRange(0, 4000), recorder, TestContext.Current.CancellationToken);

        Assert.Empty(recorder.Kept);
    }

    [Theory]
    [InlineData("float32", 100, 48, 80)]
    [InlineData("float64", 100, 48, 72)]
    [InlineData("float32", 20, 16, 20)]
    public void A_pack_that_is_split_ends_with_the_same_bits_on_both_sides(
        string precision, int trials, int first, int second)
    {
        var trainer = Trainer(
            $$"""
            training { optimizer = sgd, loss = mse, epochs = 6, batch-size = 8, precision = {{precision}} }
            search-space {
              decay = { uniform = [0, 0.1], count = {{trials / 4}} }
              learning-rate = [0.001, 0.1, 2, 1000]
            }
            """);
        var range = new TrialRange(0, trials);
        var whole = trainer.Evaluate(range, NoCheckpoints.Instance, TestContext.Current.CancellationToken);
        var holder = new Recorder(null, 4);
        var kept = trainer.Evaluate(range, holder, TestContext.Current.CancellationToken);
        var taker = new Recorder(Assert.Single(holder.GivenUp), 2);
        var taken = trainer.Evaluate(taker.Start!.Range, taker, TestContext.Current.CancellationToken);

        Assert.Equal([first, second], [kept.Trials.Length, first + taken.Trials.Length]);
        Assert.Equal(Text(whole with { Trials = whole.Trials[..first] }), Text(kept));
        Assert.Equal(Text(whole with { Trials = whole.Trials[first..second] }), Text(taken));
        Assert.Equal(2, taker.Start!.Steps);
        Assert.Contains(whole.Outcomes(), trial => trial.DivergedAtUpdate is not null);
    }

    [Fact]
    public void A_pack_of_one_vector_is_not_split()
    {
        var recorder = new Recorder(null, 1, 2, 3, 4, 5);
        var outcome = _trainer.Evaluate(new TrialRange(0, 5), recorder, TestContext.Current.CancellationToken);
        Assert.Equal(5, outcome.Trials.Length);

        Assert.Empty(recorder.GivenUp);
    }

    [Fact]
    public void A_checkpoint_that_does_not_fit_is_refused()
    {
        var lane = new LaneCheckpoint { State = [1], EpochRmse = [1], EpochValidationRmse = [] };
        var other = new Recorder(new PackCheckpoint(0, [new LinearCheckpoint(lane)]));
        Assert.Throws<ArgumentException>(() =>
            _trainer.Evaluate(new TrialRange(0, 5), other, TestContext.Current.CancellationToken));
    }

    private static LinearObjective Trainer(string more)
    {
        var spec = SweepFileReader.Parse(
            $$"""
            sweep {
              name = example
              dataset { synthetic { rows = 100, noise = 0.1 } }
              {{more}}
            }
            """,
            "example.hocon",
            []);
        return new LinearObjective(spec, spec.Linear().Table.Source.Load(spec.Seed));
    }

    private static string Text(PackOutcome outcome) =>
        JsonSerializer.Serialize((outcome.References, outcome.Outcomes()), Exact);

    private sealed class Recorder(PackCheckpoint? start, params int[] halves) : ICheckpoints
    {
        public List<PackCheckpoint> GivenUp { get; } = [];

        public List<PackCheckpoint> Kept { get; } = [];

        public PackCheckpoint? Start => start;

        public long LargestBytes => 512 * 1024;

        public bool Wants(long bytes) => true;

        public long Updates { get; private set; }

        public void Keep(PackCheckpoint checkpoint) => Kept.Add(checkpoint);

        public ShareRequest Asked(int epochsLeft) => halves.Contains(epochsLeft) ? new(1, 1) : ShareRequest.None;

        public void GiveUp(PackCheckpoint rest) => GivenUp.Add(rest);

        public void Made(long updates) => Updates += updates;
    }
}
