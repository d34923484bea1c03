using System.Collections.Immutable;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;
using SweepCluster.Training.Tests.Kernel;

namespace SweepCluster.Training.Tests.Diagnosis;

/// <summary>
/// Trials on one data set: gives each its verdict, trains it, and trains it on to see whether the verdict was right.
/// </summary>
/// <remarks>
/// The true verdict rests on training alone, no formula: DIVERGED if a weight is not finite; CONVERGED if E at the end
/// is within the tolerance; UNFINISHED if ten times the epochs bring E to the tolerance or to half; OSCILLATING if as
/// many updates again, a tenth as long as the last one, do; STALLED otherwise.
/// </remarks>
internal sealed class Course : IEpochEvaluator
{
    private const long Seed = 5;

    private static readonly LayerSpec Layer = new(1, true, new Initializer.GlorotUniform(), new Initializer.Zeros());

    private readonly TrainingProblem _problem;
    private readonly TrainingRows _rows;
    private readonly Diagnostician _judge;

    public Course(DataSource source, bool standardize)
    {
        var data = source.Load(Seed);
        _problem = TrainingProblem.Prepare(data, Layer, 0, standardize, source is SeriesSource, Seed);
        var rows = _problem.Training;
        _rows = new TrainingRows(rows.Features, rows.Targets, rows.FeatureCount, rows.TargetCount);
        _judge = new Diagnostician(_problem, Initializers.Draw(Layer, rows.FeatureCount, Seed, 0));
    }

    double IEpochEvaluator.Rmse(ReadOnlySpan<double> parameters) => _problem.Rmse(parameters);

    double? IEpochEvaluator.ValidationRmse(ReadOnlySpan<double> parameters) => null;

    /// <summary>Ends of trials that can share a pack.</summary>
    public IEnumerable<TrialEnding> Endings(IReadOnlyList<Hyperparameters> trials)
    {
        Verdict[] forecasts = [.. trials.Select(trial => _judge.Forecast(trial, Updates(trial)).Verdict!.Value)];
        var ends = Train(Layer, trials);
        var atTenfold = Train(Layer, [.. trials.Select(trial => trial with { Epochs = 10 * trial.Epochs })]);
        return trials.Select((trial, i) => new TrialEnding(
            trial.Optimizer,
            forecasts[i],
            _judge.Diagnose(trial, ends[i].Parameters.AsSpan(), ends[i].Diverged, Updates(trial)),
            True(trial, ends[i], Excess(atTenfold[i]))));
    }

    private Verdict True(Hyperparameters trial, LaneResult end, double atTenfold)
    {
        var excess = Excess(end);
        if (!double.IsFinite(excess)) return Verdict.Diverged;
        if (excess <= _judge.Tolerance) return Verdict.Converged;
        var aim = Math.Max(_judge.Tolerance, excess / 2);
        if (atTenfold <= aim) return Verdict.Unfinished;
        return CalmedDown(trial, end.Parameters) <= aim ? Verdict.Oscillating : Verdict.Stalled;
    }

    private double CalmedDown(Hyperparameters trial, ImmutableArray<double> from)
    {
        var there = Layer with
        {
            KernelInitializer = new Initializer.Explicit(from[..^1]),
            BiasInitializer = new Initializer.Explicit(from[^1..]),
        };
        var calm = trial with { LearningRate = Reach.LastRate(trial, Updates(trial)) / 10, Decay = 0 };
        return Excess(Train(there, [calm])[0]);
    }

    private IReadOnlyList<LaneResult> Train(LayerSpec layer, IReadOnlyList<Hyperparameters> trials) =>
        PackTrainer.Train(
            new TrialPack(_rows, layer, trials, Seed, 0), this, cancellation: TestContext.Current.CancellationToken);

    private double Excess(LaneResult lane) => lane.Diverged ? double.NaN : _judge.ExcessOf(lane.Parameters.AsSpan());

    private long Updates(Hyperparameters trial) =>
        (long)trial.Epochs * ((_rows.Count + trial.BatchSize - 1) / trial.BatchSize);
}
