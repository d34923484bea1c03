using System.Globalization;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Explaining;

/// <summary>Says in plain sentences why a trial ends as it does, and what would mend it.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="trial">The trial.</param>
public sealed class Explanation(LoadedSweep sweep, Trial trial)
{
    private readonly SweepTrainer _trainer = sweep.Trainer.Value;
    private readonly Hyperparameters _settings = sweep.Trainer.Value.Settings(trial);
    private readonly long _updates = sweep.Trainer.Value.Updates(trial);

    /// <summary>The reason for a verdict, sentence by sentence, and what would mend it.</summary>
    /// <param name="verdict">How the trial ended, or will.</param>
    /// <param name="mends">What is known to mend it; not looked at where it converged.</param>
    public IEnumerable<string> Why(Verdict verdict, IReadOnlyList<Mend> mends)
    {
        yield return Reason(verdict, _trainer.Forecast(trial));
        if (verdict == Verdict.Converged)
            yield break;
        if (mends.Any(mend => mend.Standardizes) || ScalesAreToBlame)
            yield return $"The columns' scales differ much{Condition()}, which makes the way long"
                + (mends.Any(mend => mend.Standardizes) ? "." : ": try standardize = on before all else.");
        // Nothing else that is known of such data would be of use.
        if (mends.Count == 0 && ScalesAreToBlame)
            yield break;
        yield return Mending(verdict, mends);
    }

    private bool ScalesAreToBlame =>
        !sweep.Spec.Data.Standardize && _trainer.Problem.Optimum.ScalesMakeTheWayLong;

    private string Condition()
    {
        var condition = _trainer.Problem.Optimum.ConditionNumber;
        return condition < 1e300 ? $" (condition number {Number(condition)}, above 1e4)" : "";
    }

    private string Reason(Verdict verdict, TrialForecast forecast) => verdict switch
    {
        Verdict.Converged => $"Its weights are as close to the least-squares optimum as the tolerance of {Number(forecast.Tolerance)} asks; "
            + $"an RMSE of {Number(_trainer.Problem.OptimumRmse)} is the best that the data allow.",
        Verdict.Stalled => Short(forecast),
        Verdict.Unfinished when forecast.PredictedExcess <= forecast.Floor =>
            $"It circles the optimum ever closer as the learning rate decays: after {Count(_updates)} updates its steps keep its error about "
            + $"{Number(forecast.Floor)} above the optimum, and the tolerance is {Number(forecast.Tolerance)}.",
        Verdict.Unfinished => $"It was on its way when its {Count(_updates)} updates were over: their learning rates add up to "
            + $"{Number(forecast.Reach)}, and a weight had {Number(forecast.Distance)} to go.",
        Verdict.Oscillating => $"It circles the optimum: its last steps, {Number(Reach.LastStep(_settings, _updates))} long, keep its error "
            + $"about {Number(forecast.Floor)} above the optimum, and the tolerance is {Number(forecast.Tolerance)}.",
        Verdict.Diverged => $"Its weights grew without bound from a learning rate of {Number(_settings.LearningRate)}." + Stability(),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No such verdict."),
    };

    private string Short(TrialForecast forecast) => forecast.Reach >= forecast.Distance
        ? $"The learning rates of all {Count(_updates)} updates add up to {Number(forecast.Reach)}; on its winding way to a weight "
            + $"{Number(forecast.Distance)} away that is not enough."
        : $"The learning rates of all {Count(_updates)} updates add up to {Number(forecast.Reach)}, "
        + $"but a weight is {Number(forecast.Distance)} away.";

    private string Stability() =>
        OptimizerFamilies.FamilyOf(_settings.Optimizer) == OptimizerFamily.Descent && _settings.Loss == LossKind.Mse
            ? $" With this loss it is stable below {Number(Floor.StabilityLimit(_trainer.Problem, _settings))}."
            : "";

    private string Mending(Verdict verdict, IReadOnlyList<Mend> mends)
    {
        var none = verdict == Verdict.Unfinished || mends.Any(mend => mend.Settings.Epochs != _settings.Epochs) ? "" : "No number of epochs helps. ";
        return none + (mends.Count == 0
            ? "No change of one setting is known to mend it."
            : $"Any one of these {(mends[0].IsSure ? "is expected to" : "may")} mend it: {string.Join("; ", mends.Select(mend => mend.Words + OrNone(mend)))}.");
    }

    private string OrNone(Mend mend) => mend.Settings.Decay != _settings.Decay && mend.Settings.Decay > 0
        && Remedy.Arrives(_trainer.Diagnostician(trial.Repeat), _settings with { Decay = 0 }, _updates, mend.IsSure) ? " (or 0)" : "";

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number as sentences show it, in four digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
