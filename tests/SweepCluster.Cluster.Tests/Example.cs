using System.Collections.Immutable;
using SweepCluster.Cluster.Work;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Model;

namespace SweepCluster.Cluster.Tests;

/// <summary>A small sweep, and a trainer whose results tell which trial they are of.</summary>
internal static class Example
{
    public static SweepSpec Spec(int learningRates = 40) => new()
    {
        Name = "example",
        Seed = 1,
        Repeats = 2,
        Objective = Objective.Rmse,
        Data = new DataSpec(new DataSource.Synthetic(SyntheticTarget.Difference, 100, 4, 0), 0, false),
        Model = new LayerSpec(1, true, new Initializer.Zeros(), new Initializer.Zeros()),
        Training = ImmutableSortedDictionary<SettingKey, SettingValue>.Empty,
        SearchSpace = new SearchSpace(
        [
            new Axis(SettingKey.BatchSize, new AxisRange.Choice([SettingValue.Of(8), SettingValue.Of(32)])),
            new Axis(SettingKey.LearningRate, new AxisRange.Uniform(0.01, 0.1, learningRates)),
        ]),
        Stop = StopRules.None,
    };

    public static string Text { get; } = SweepFileWriter.Text(Spec(), ".");

    public static TrialOutcome OutcomeOf(long place) => new()
    {
        Epochs = 1,
        Rmse = place,
        Mae = place,
        Parameters = [1, 2, 3, 4, 5],
        EpochRmse = [place],
        EpochValidationRmse = [],
        Verdict = Verdict.Stalled,
    };

    /// <summary>Trains with nothing but its checkpoints.</summary>
    public sealed class CheckpointingTrainer(Func<ICheckpoints, PackOutcome> train) : IPackTraining
    {
        public PackOutcome Train(
            SweepSpec spec, string fingerprint, TrialRange range, ICheckpoints checkpoints, CancellationToken cancellation) =>
            train(checkpoints);
    }

    public sealed class Trainer(Action<TrialRange>? before = null, long updates = 0) : IPackTraining
    {
        public PackOutcome Train(
            SweepSpec spec, string fingerprint, TrialRange range, ICheckpoints checkpoints, CancellationToken cancellation)
        {
            before?.Invoke(range);
            checkpoints.Made(updates);
            return new PackOutcome(0.25, [.. Enumerable.Range(0, (int)range.Count).Select(i => OutcomeOf(range.Start + i))]);
        }
    }
}
