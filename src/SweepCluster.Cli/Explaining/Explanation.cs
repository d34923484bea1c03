using System.Globalization;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Cli.Explaining;

/// <summary>Says in plain sentences why a trial ends as it does, and what would mend it.</summary>
/// <param name="trainer">Knows the data and the settings.</param>
/// <param name="trial">The trial.</param>
internal sealed class Explanation(SweepTrainer trainer, Trial trial)
{
    private readonly Hyperparameters _settings = trainer.Settings(trial);
    private readonly long _updates = trainer.Updates(trial);

    private Diagnostician Judge => trainer.Diagnostician(trial.Repeat);

    /// <summary>The reason for a verdict, sentence by sentence.</summary>
    public IEnumerable<string> Why(Verdict verdict)
    {
        var forecast = trainer.Forecast(trial);
        yield return Reason(verdict, forecast);
        if (trainer.Problem.Optimum.ConditionNumber > 1e4)
            yield return $"The columns' scales differ much (condition number {Number(trainer.Problem.Optimum.ConditionNumber)}, "
                + "above 1e4), which makes the way long; standardize = on mends that.";
        if (verdict != Verdict.Converged)
            yield return Mend();
    }

    private string Reason(Verdict verdict, TrialForecast forecast) => verdict switch
    {
        Verdict.Converged => $"Its weights are as close to the least-squares optimum as the tolerance of {Number(forecast.Tolerance)} asks; "
            + $"an RMSE of {Number(trainer.Problem.OptimumRmse)} is the best that the data allow.",
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
            ? $" With this loss it is stable below {Number(Floor.StabilityLimit(trainer.Problem, _settings))}."
            : "";

    private string Mend()
    {
        var perEpoch = _updates / _settings.Epochs;
        var remedy = Remedy.For(Judge, _settings, perEpoch);
        var changes = new List<string>();
        if (remedy.LearningRate is { } rate && rate != _settings.LearningRate)
            changes.Add($"learning-rate = {Number(rate)}");
        if (remedy.Decay is { } decay && decay != _settings.Decay)
            changes.Add($"decay = {Number(decay)}" + (decay > 0 && Arrives(_settings with { Decay = 0 }, perEpoch) ? " (or 0)" : ""));
        if (remedy.Epochs is { } epochs && epochs != _settings.Epochs)
            changes.Add($"epochs = {epochs}");
        var none = remedy.Epochs is null ? "No number of epochs helps. " : "";
        return none + (changes.Count == 0
            ? "No change of one setting is known to mend it."
            : $"Any one of these is expected to mend it: {string.Join("; ", changes)}.");
    }

    private bool Arrives(Hyperparameters changed, long perEpoch) => Remedy.Arrives(Judge, changed, changed.Epochs * perEpoch);

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
