using System.Collections.Immutable;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Objectives.Linear;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Cluster.Tests;

/// <summary>A small sweep, and a trainer whose results identify their trials.</summary>
internal static class Example
{
    private static readonly LinearSpec Linear = new(
        new DataSpec(new SyntheticSource(SyntheticTarget.Difference, 100, 4, 0), 0, false),
        new LayerSpec(1, true, new Initializer.Zeros(), new Initializer.Zeros()),
        ImmutableSortedDictionary<string, SettingValue>.Empty);

    public static SweepSpec Spec(int learningRates = 40) => new()
    {
        Name = "example",
        Seed = 1,
        Repeats = 2,
        Metric = LinearSchema.Of(Linear).Metrics[LinearSchema.Rmse],
        Kind = LinearKind.Instance,
        Objective = Linear,
        SearchSpace = new SearchSpace(
        [
            new Parameter("batch-size", new Domain.Choice([SettingValue.Of(8), SettingValue.Of(32)])),
            new Parameter("learning-rate", new Domain.Uniform(0.01, 0.1, learningRates)),
        ]),
        Stop = StopRules.None,
    };

    public static string Text { get; } = SweepFileWriter.Text(Spec(), ".");

    public static LinearOutcome OutcomeOf(long place) => new()
    {
        Epochs = 1,
        Rmse = place,
        Mae = place,
        Parameters = [1, 2, 3, 4, 5],
        EpochRmse = [place],
        EpochValidationRmse = [],
        Verdict = Verdict.Stalled,
    };

    /// <summary>Two trials of one configuration, the second first, with settings of every form.</summary>
    public static Round Round { get; } = new(
        2,
        [
            new Trial(3, Configuration, 1) { Place = 2 },
            new Trial(2, Configuration, 0) { Place = 3 },
        ],
        [1, 1]);

    private static Configuration Configuration =>
        new(1, [SettingValue.Of(0.1), SettingValue.Of("adam"), SettingValue.None]);

    public static PackOutcome PackOf(TrialRange range) =>
        new([0.25], [.. Enumerable.Range(0, (int)range.Count).Select(i => OutcomeOf(range.Start + i))]);

    /// <summary>Trains by a function of the checkpoints alone.</summary>
    public sealed class CheckpointingTrainer(Func<ICheckpoints, PackOutcome> train) : IPackEvaluator
    {
        public PackOutcome Train(
            SweepSpec spec,
            string fingerprint,
            IReadOnlyList<Trial> trials,
            ICheckpoints checkpoints,
            CancellationToken cancellation) => train(checkpoints);
    }

    public sealed class Trainer(Action<TrialRange>? before = null, long updates = 0) : IPackEvaluator
    {
        public PackOutcome Train(
            SweepSpec spec,
            string fingerprint,
            IReadOnlyList<Trial> trials,
            ICheckpoints checkpoints,
            CancellationToken cancellation)
        {
            var range = new TrialRange(trials[0].Place, trials.Count);
            before?.Invoke(range);
            checkpoints.Made(updates);
            return PackOf(range);
        }
    }
}
