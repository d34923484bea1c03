using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>A change that brings a trial to convergence, and what is known of it.</summary>
/// <param name="Words">The change, as a sweep file would say it.</param>
/// <param name="Settings">The trial's settings with it.</param>
/// <param name="Trainer">Trains on the data with it.</param>
/// <param name="Repeat">The trial's initial weights and row order.</param>
/// <param name="Standardizes">Whether it changes the data.</param>
/// <param name="Basis">How it is known.</param>
internal sealed record Remedy(
    string Words, Hyperparameters Settings, LinearObjective Trainer, int Repeat, bool Standardizes, RemedyBasis Basis)
{
    /// <summary>Trains the trial with the change.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public LinearOutcome Try(CancellationToken cancellation) => Trainer.Train(Settings, Repeat, cancellation);

    /// <summary>What a change of settings is called.</summary>
    internal static string Changed(Hyperparameters old, Hyperparameters changed) =>
        changed.LearningRate != old.LearningRate ? $"learning-rate = {Explanation.Number(changed.LearningRate)}"
        : changed.Decay != old.Decay ? $"decay = {Explanation.Number(changed.Decay)}"
        : $"epochs = {changed.Epochs}";

    /// <summary>The factor by which settings change; infinite if one, such as decay, changes from or to 0.</summary>
    internal static double Factor(Hyperparameters old, Hyperparameters changed) =>
        TriedSettings.Factor(old.LearningRate, changed.LearningRate)
        * TriedSettings.Factor(old.Epochs, changed.Epochs)
        * (old.Decay == changed.Decay ? 1 : TriedSettings.Factor(old.Decay, changed.Decay));
}
