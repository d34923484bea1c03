using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;
using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Explaining;

/// <summary>One change of one setting that brings a trial to convergence, as far as can be told before it is tried.</summary>
/// <param name="Words">The change, as a sweep file would say it.</param>
/// <param name="Settings">The trial's settings with it.</param>
/// <param name="Trainer">Trains on the data with it.</param>
/// <param name="Repeat">The trial's initial weights and row order.</param>
/// <param name="IsSure">Whether it is all but sure; else it may.</param>
public sealed record Mend(string Words, Hyperparameters Settings, SweepTrainer Trainer, int Repeat, bool IsSure)
{
    private const string Standardizing = "standardize = on";

    // From here on the columns' scales make the way long (condition number of H).
    private const double IllConditioned = 1e4;

    /// <summary>Whether the change is to the data.</summary>
    public bool Standardizes => Words == Standardizing;

    /// <summary>Such as are all but sure; where there are none, such as may.</summary>
    /// <returns>Standardizing first, where it helps, then the change by the smallest factor.</returns>
    public static IReadOnlyList<Mend> For(LoadedSweep sweep, Trial trial) =>
        For(sweep, trial, surely: true) is { Count: > 0 } sure ? sure : For(sweep, trial, surely: false);

    /// <summary>Trains the trial with the change.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public TrialOutcome Try(CancellationToken cancellation) => Trainer.Train(Settings, Repeat, cancellation);

    private static List<Mend> For(LoadedSweep sweep, Trial trial, bool surely)
    {
        var trainer = sweep.Trainer.Value;
        var settings = trainer.Settings(trial);
        var remedy = Remedy.For(
            trainer.Diagnostician(trial.Repeat), settings, trainer.Updates(trial) / settings.Epochs, surely);
        var changes = remedy.Changes(settings)
            .Select(changed => new Mend(Changed(settings, changed), changed, trainer, trial.Repeat, surely));
        return StandardizingHelps(sweep, trial)
            ? [new Mend(Standardizing, settings, sweep.Standardized.Value, trial.Repeat, surely), .. changes]
            : [.. changes];
    }

    // It shortens the way itself, so the forecast that it arrives is enough; the rest only make up for a long way.
    private static bool StandardizingHelps(LoadedSweep sweep, Trial trial)
    {
        var trainer = sweep.Trainer.Value;
        return !sweep.Spec.Data.Standardize
            && trainer.Problem.Optimum.ConditionNumber > IllConditioned
            && Remedy.Arrives(
                sweep.Standardized.Value.Diagnostician(trial.Repeat), trainer.Settings(trial), trainer.Updates(trial), surely: false);
    }

    private static string Changed(Hyperparameters old, Hyperparameters changed) =>
        changed.LearningRate != old.LearningRate ? $"learning-rate = {Explanation.Number(changed.LearningRate)}"
        : changed.Decay != old.Decay ? $"decay = {Explanation.Number(changed.Decay)}"
        : $"epochs = {changed.Epochs}";
}
