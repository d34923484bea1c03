using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>Looks for what mends a trial.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="trial">One of its trials.</param>
/// <param name="verdict">How it ended, or will: not converged.</param>
/// <param name="affordable">Multiplications that a measurement may take.</param>
/// <param name="cancellation">Ends the training.</param>
internal sealed class RemedySearch(
    LoadedSweep sweep, Trial trial, Verdict verdict, double affordable, CancellationToken cancellation)
{
    private const string Standardizing = "standardize = on";

    // Above this condition number of H, the columns' scales make the way long.
    internal const double IllConditioned = 1e4;

    private readonly LinearObjective _trainer = sweep.Trainer();
    private readonly Hyperparameters _settings = sweep.Trainer().Settings(trial);
    private readonly long _updatesPerEpoch =
        sweep.Trainer().Updates(trial) / sweep.Trainer().Settings(trial).Epochs;

    /// <summary>Single changes first; if there are none, two together.</summary>
    public Remedies Run()
    {
        var noEpochsHelp = verdict != Verdict.Diverged && _trainer.Diagnostician(trial.Repeat)
            .IsOutOfReach(_settings with { Epochs = int.MaxValue }, int.MaxValue * _updatesPerEpoch);
        var measurement = Measurement(_trainer);
        List<Remedy> mends = [.. Rates(measurement)];
        var scales = CanStandardize && _trainer.Problem.Optimum.ConditionNumber > IllConditioned ? Standardized() : [];
        var times = mends.Concat(scales).Any(mend => mend.Basis == RemedyBasis.Measured) ? 1 : TrainingWork.LastResort;
        var epochs = verdict == Verdict.Diverged || noEpochsHelp
            ? new EpochsTried(null, 0, double.NaN)
            : measurement.TryEpochs(times);
        mends.AddRange(Epochs(epochs, noEpochsHelp));
        var nearestFirst = mends.OrderBy(mend => Remedy.Factor(_settings, mend.Settings));
        mends = [.. scales.Concat(nearestFirst).OrderBy(mend => mend.Basis)];
        if (mends.Count == 0 && CanStandardize)
            mends = Standardized();
        return mends.Count > 0
            ? new(mends, noEpochsHelp, null)
            : new([.. Together()], noEpochsHelp, Tried(epochs.Tried));
    }

    private bool CanStandardize => !sweep.Spec.Linear().Table.Standardize;

    private TrialMeasurement Measurement(LinearObjective trainer) =>
        new(trainer, _settings, trial.Repeat, affordable, cancellation);

    private IEnumerable<Remedy> Rates(TrialMeasurement measurement)
    {
        if (VariantSet.Affordable(_settings, Promising(measurement), measurement) is { } variants)
            return variants.Nearest(measurement).Distinct().Select(changed => Single(changed, RemedyBasis.Measured));
        return Forecast(remedy => remedy with { Epochs = null });
    }

    private List<Remedy> Epochs(EpochsTried tried, bool noEpochsHelp)
    {
        if (tried.Converged is { } epochs)
            return [Single(_settings with { Epochs = epochs }, RemedyBasis.Measured)];
        if (verdict == Verdict.Diverged || noEpochsHelp || tried.Tried == TriedSettings.MostEpochs)
            return [];
        if (tried.Tried == 0)
            return Forecast(remedy => remedy with { LearningRate = null, Decay = null });
        var further = ForecastRemedy.EpochsBeyond(
            _trainer.Diagnostician(trial.Repeat),
            _settings with { Epochs = tried.Tried },
            _updatesPerEpoch,
            tried.Excess);
        return further is { } more ? [Single(_settings with { Epochs = more }, RemedyBasis.Expected)] : [];
    }

    private List<Remedy> Forecast(Func<ForecastRemedy, ForecastRemedy> of)
    {
        foreach (var surely in new[] { true, false })
        {
            var forecast = ForecastRemedy.For(
                _trainer.Diagnostician(trial.Repeat), _settings, _updatesPerEpoch, surely);
            var remedy = of(forecast);
            var changes = remedy.Changes(_settings)
                .Where(changed => verdict != Verdict.Diverged || changed.Epochs == _settings.Epochs)
                .Select(changed => Single(changed, surely ? RemedyBasis.Expected : RemedyBasis.Possible)).ToList();
            if (changes.Count > 0)
                return changes;
        }

        return [];
    }

    // Not surely: standardizing shortens the way itself, the other changes only make up for a long way.
    private List<Remedy> Standardized()
    {
        var standardized = sweep.Trainer().Standardized.Value;
        var measurement = Measurement(standardized);
        var basis = measurement.Affords(1)
            ? measurement.Converging([_settings]).Count > 0 ? RemedyBasis.Measured : (RemedyBasis?)null
            : ForecastRemedy.Arrives(
                standardized.Diagnostician(trial.Repeat), _settings, _trainer.Updates(trial), surely: false)
                ? RemedyBasis.Expected
                : null;
        return basis is { } known
            ? [new Remedy(Standardizing, _settings, standardized, trial.Repeat, true, known)]
            : [];
    }

    private IEnumerable<Remedy> Together()
    {
        if (!CanStandardize)
            return [];
        var standardized = sweep.Trainer().Standardized.Value;
        var measurement = Measurement(standardized);
        if (VariantSet.Affordable(_settings, Promising(measurement), measurement) is not { } variants)
            return [];
        return variants.Nearest(measurement)
            .OrderBy(changed => Remedy.Factor(_settings, changed))
            .Take(1)
            .Select(changed => new Remedy(
                $"{Standardizing} and {Remedy.Changed(_settings, changed)}",
                changed,
                standardized,
                trial.Repeat,
                true,
                RemedyBasis.Measured));
    }

    private Remedy Single(Hyperparameters changed, RemedyBasis basis) =>
        new(Remedy.Changed(_settings, changed), changed, _trainer, trial.Repeat, false, basis);

    // The learning rate whose updates add up to the way, if it is stable.
    private double? Promising(TrialMeasurement measurement)
    {
        var judge = measurement.Judge;
        var way = judge.CurveFor(_settings).ReachFor(judge.Tolerance / 2);
        var rate = _settings.LearningRate * way / Reach.Of(_settings, _trainer.Updates(trial));
        if (OptimizerCatalog.Of(_settings.Optimizer).Family == OptimizerFamily.Descent
            && _settings.Loss == LossKind.Mse)
            rate = Math.Min(rate, Floor.StabilityLimit(measurement.Problem, _settings));
        return double.IsFinite(rate) && rate > 0 ? rate : null;
    }

    private string? Tried(int epochs)
    {
        var measurement = Measurement(_trainer);
        if (VariantSet.Affordable(_settings, Promising(measurement), measurement) is not { } variants)
            return null;
        return variants.Words + (epochs > 0 ? $", and up to {epochs:N0} epochs" : "");
    }
}
