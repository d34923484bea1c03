using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Kernel.Rows;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;

namespace SweepCluster.Objectives.Linear.Evaluating;

/// <summary>Trains any range of one sweep's trials on data prepared once.</summary>
/// <remarks>Safe for any number of threads. No outcome depends on the trials that are trained together.</remarks>
public sealed class LinearObjective : IObjective, IEpochEvaluator
{
    private readonly SweepSpec _spec;
    private readonly LayerSpec _layer;
    private readonly long _groupSize;
    private readonly HyperparameterResolver _resolver;
    private readonly ImmutableArray<Lazy<Diagnostician>> _diagnosticians;
    private readonly TrainingRows _rows;
    private readonly EpochStore _epochs;
    private readonly AbsoluteErrors _errors;
    private readonly AbsoluteErrors? _heldOutErrors;

    /// <summary>Prepares a sweep's data for training.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="data">Its data.</param>
    /// <param name="epochBytes">How many bytes the epochs that packs share may take.</param>
    /// <exception cref="InvalidInputException">Rows cannot be held out as the sweep asks.</exception>
    public LinearObjective(SweepSpec spec, DataSet data, long epochBytes = EpochStore.DefaultBytes)
        : this(
            spec,
            TrainingProblem.Prepare(
                data, spec.Linear().Model, spec.Linear().Table.Validation, spec.Linear().Table.Standardize,
                spec.Linear().Table.Source.IsInOrder, spec.Seed),
            null,
            epochBytes) =>
        Standardized = spec.Linear().Table.Standardize
            ? new(() => this)
            : new(() => new LinearObjective(spec.Standardized(), data, epochBytes));

    private LinearObjective(
        SweepSpec spec, TrainingProblem problem, LinearObjective? whole, long epochBytes, int? firstRows = null)
    {
        _epochs = new EpochStore(epochBytes);
        _layer = spec.Linear().Model;
        Standardized = whole?.Standardized ?? new(() => this);
        (_spec, _resolver, Problem) = (spec, new HyperparameterResolver(spec), problem);
        // Of a search, trials that share a group are not all known: as many as there may be.
        _groupSize = TrialOrder.Of(spec) is GridOrder grid ? grid.GroupSize : spec.Search.Trials;
        _diagnosticians =
        [
            .. Enumerable.Range(0, spec.Repeats).Select(repeat => whole?._diagnosticians[0]
                ?? new Lazy<Diagnostician>(() => DiagnosticianFor(repeat))),
        ];
        var rows = firstRows is { } count ? problem.Training.First(count) : problem.Training;
        _rows = RowsOf(rows);
        _errors = ErrorsOver(rows);
        _heldOutErrors = Problem.Validation is null ? null : ErrorsOver(Problem.Validation);
    }

    /// <summary>The sweep.</summary>
    public SweepSpec Spec => _spec;

    /// <summary>The data, prepared.</summary>
    public TrainingProblem Problem { get; }

    /// <summary>The same trials on standardized data, whatever the sweep says.</summary>
    public Lazy<LinearObjective> Standardized { get; }

    /// <summary>Rows that are trained on.</summary>
    internal int Rows => _rows.Count;

    /// <summary>Trains on the first rows alone, to time training; its outcomes are of no use.</summary>
    /// <remarks>Prepares nothing again: optimum and verdicts are those of all rows and of the first repeat.</remarks>
    /// <param name="spec">A sweep on the same data.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="epochBytes">How many bytes the epochs that packs share may take.</param>
    internal LinearObjective Probing(SweepSpec spec, int rows, long epochBytes) =>
        new(spec, Problem, this, epochBytes, rows);

    /// <inheritdoc/>
    /// <remarks>The results are the same bits, whichever epoch it goes on from.</remarks>
    /// <exception cref="ArgumentException">The checkpoint does not fit the trials.</exception>
    public PackOutcome Evaluate(IReadOnlyList<Trial> trials, ICheckpoints checkpoints, CancellationToken cancellation)
    {
        var settings = trials.Select(Settings).ToList();
        var repeat = trials[0].Repeat;
        var pack = new TrialPack(_rows, _layer, settings, _spec.Seed, repeat, LayoutFor(settings[0]));
        // A pack that is its whole group shares its epochs with nobody.
        var epochs = trials.Count < _groupSize ? _epochs : null;
        return new(
            [Problem.OptimumRmse],
            [.. Judged(settings, repeat, trials.All(trial => trial.Limits.IsEmpty)
                ? Train(pack, trials[0], epochs, checkpoints, cancellation)
                : Limited(pack, trials, checkpoints).Train(cancellation))]);
    }

    /// <summary>Trains a trial that is not the sweep's own, from the random draws of one repeat.</summary>
    /// <param name="settings">How to train it.</param>
    /// <param name="repeat">Which initial weights and row order, from 0.</param>
    /// <param name="cancellation">Checked about every millisecond.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public LinearOutcome Train(Hyperparameters settings, int repeat, CancellationToken cancellation)
    {
        var pack = new TrialPack(_rows, _layer, [settings], _spec.Seed, repeat, LayoutFor(settings));
        return Judged([settings], repeat, Train(pack, null, null, NoCheckpoints.Instance, cancellation)).Single();
    }

    /// <summary>Begins to train trials that are not the sweep's own, from the random draws of one repeat.</summary>
    /// <remarks>Each gives bit for bit what it gives alone; the RMSE is not followed.</remarks>
    /// <param name="settings">How to train them; they can share a pack.</param>
    /// <param name="repeat">Which initial weights and row order, from 0.</param>
    internal PackRun Begin(IReadOnlyList<Hyperparameters> settings, int repeat) =>
        new(new TrialPack(_rows, _layer, settings, _spec.Seed, repeat, LayoutFor(settings[0])), Unfollowed.Instance);

    /// <summary>What is known of a trial before it is trained.</summary>
    public TrialForecast Forecast(Trial trial)
    {
        var settings = Settings(trial);
        return _diagnosticians[trial.Repeat].Value.Forecast(settings, Updates(settings, settings.Epochs));
    }

    /// <summary>Judges the trials of one repeat.</summary>
    public Diagnostician Diagnostician(int repeat) => _diagnosticians[repeat].Value;

    /// <summary>A trial's full settings.</summary>
    public Hyperparameters Settings(Trial trial)
    {
        var settings = _resolver.Resolve(trial.Configuration);
        return trial.Steps is { } steps ? settings with { Epochs = Math.Min(steps, settings.Epochs) } : settings;
    }

    /// <summary>Updates that a trial makes.</summary>
    public long Updates(Trial trial)
    {
        var settings = Settings(trial);
        return Updates(settings, settings.Epochs);
    }

    double IEpochEvaluator.Rmse(ReadOnlySpan<double> parameters) => Problem.Rmse(parameters);

    double? IEpochEvaluator.ValidationRmse(ReadOnlySpan<double> parameters) => Problem.ValidationRmse(parameters);

    private IEnumerable<LinearOutcome> Judged(
        List<Hyperparameters> settings, int repeat, IReadOnlyList<LaneResult> lanes)
    {
        var parameters = lanes.Select(lane => Problem.ToOwnUnits(lane.Parameters.AsSpan())).ToList();
        var trained = lanes.Select(lane => (IReadOnlyList<double>)lane.Parameters).ToList();
        var errors = _errors.Mean(trained, settings[0].Precision);
        var heldOutErrors = _heldOutErrors?.Mean(trained, settings[0].Precision);
        return lanes.Select((lane, i) => new LinearOutcome
        {
            Epochs = lane.Epochs,
            Rmse = lane.EpochRmse[^1],
            Mae = errors[i],
            ValidationRmse = heldOutErrors is null ? null : lane.EpochValidationRmse[^1],
            ValidationMae = heldOutErrors?[i],
            Parameters = [.. parameters[i]],
            EpochRmse = lane.EpochRmse,
            EpochValidationRmse = lane.EpochValidationRmse,
            Verdict = VerdictOf(settings[i], repeat, lane),
            DivergedAtUpdate = lane.DivergedAtUpdate,
        });
    }

    private LimitedTraining Limited(TrialPack pack, IReadOnlyList<Trial> trials, ICheckpoints checkpoints) => new(
        pack,
        [.. trials.Select(trial => trial.Limits)],
        this,
        _spec.Metric.Index == LinearSchema.ValidationRmse,
        count => checkpoints.Made(Updates(pack.Trials[0], epochs: 1) * count));

    private IReadOnlyList<LaneResult> Train(
        TrialPack pack,
        Trial? first,
        EpochStore? epochs,
        ICheckpoints checkpoints,
        CancellationToken cancellation)
    {
        var firstPlace = first?.Place ?? 0;
        var run = checkpoints.Start is { } start
            ? PackRun.Resume(pack, this, LanesOf(start), epochs: epochs)
            : new PackRun(pack, this, epochs: epochs);
        try
        {
            while (!run.Ended)
            {
                run.TrainEpoch(cancellation);
                checkpoints.Made(Updates(pack.Trials[0], epochs: 1) * pack.Trials.Count);
                if (run.Ended)
                    break;
                var kept = PackShares.Kept(
                    pack.Trials.Count,
                    LaneVector.Of(pack.Trials[0].Precision),
                    checkpoints.Asked(pack.Trials[0].Epochs - run.Epochs),
                    checkpoints.LargestBytes / Math.Max(run.CheckpointBytes / pack.Trials.Count, 1));
                if (kept < pack.Trials.Count)
                    (pack, run) = GoOnWithout(pack, run, kept, firstPlace, checkpoints);
                else if (run.CheckpointBytes <= checkpoints.LargestBytes && checkpoints.Wants(run.CheckpointBytes))
                    checkpoints.Keep(CheckpointOf(run, firstPlace, 0, pack.Trials.Count));
            }

            // Who has not made all epochs may go on.
            if (first?.Steps is not null && run.CheckpointBytes <= checkpoints.LargestBytes)
                checkpoints.Keep(CheckpointOf(run, firstPlace, 0, pack.Trials.Count));
            return [.. Enumerable.Range(0, pack.Trials.Count).Select(run.Result)];
        }
        finally
        {
            run.Dispose();
        }
    }

    // From here on the epochs are shared with those who train the other trials.
    private (TrialPack Pack, PackRun Run) GoOnWithout(
        TrialPack pack, PackRun run, int kept, long firstPlace, ICheckpoints checkpoints)
    {
        var checkpoint = CheckpointOf(run, firstPlace, 0, kept);
        checkpoints.GiveUp(CheckpointOf(run, firstPlace, kept, pack.Trials.Count - kept));
        var rest = pack.First(kept);
        var next = PackRun.Resume(rest, this, LanesOf(checkpoint), epochs: _epochs);
        run.Dispose();
        return (rest, next);
    }

    private static PackCheckpoint CheckpointOf(PackRun run, long firstPlace, int first, int count)
    {
        var lanes = Enumerable.Range(first, count);
        return new(firstPlace + first, [.. lanes.Select(lane => new LinearCheckpoint(run.Checkpoint(lane)))]);
    }

    private static List<LaneCheckpoint> LanesOf(PackCheckpoint checkpoint) =>
        [.. checkpoint.Trials.Select(trial => ((LinearCheckpoint)trial).Lane)];

    private Diagnostician DiagnosticianFor(int repeat) => new(
        Problem, Initializers.Draw(_layer, Problem.Training.FeatureCount, _spec.Seed, repeat));

    private BatchLayout LayoutFor(Hyperparameters shared) => BatchLayouts.For(
        _layer, Problem.Training.FeatureCount, Problem.Training.Rows, shared, _groupSize);

    private static TrainingRows RowsOf(DataSet data) =>
        new(data.Features, data.Targets, data.FeatureCount, data.TargetCount);

    private Verdict VerdictOf(Hyperparameters settings, int repeat, LaneResult lane) => _diagnosticians[repeat].Value
        .Diagnose(settings, lane.Parameters.AsSpan(), lane.Diverged, Updates(settings, lane.Epochs));

    private long Updates(Hyperparameters settings, int epochs) =>
        (long)epochs * ((_rows.Count + (long)settings.BatchSize - 1) / settings.BatchSize);

    private AbsoluteErrors ErrorsOver(DataSet rows) =>
        new(RowsOf(rows), _layer, Problem.Optimum.Parameters, Problem.TargetScales);
}

/// <summary>Sweeps that are known to be of linear layers, once their data are read.</summary>
public static class LinearTrainers
{
    /// <summary>Trains the sweep's trials.</summary>
    public static LinearObjective Trainer(this LoadedSweep sweep) => (LinearObjective)sweep.Objective.Value;
}
