using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>What is known to mend a trial that did not converge.</summary>
/// <param name="All">
/// Changes of one setting: what is measured before what is forecast, then standardizing if scales differ much, then
/// the smallest first. If there are none, a change of two, if one is known.
/// </param>
/// <param name="NoEpochsHelp">Whether no number of epochs can mend it.</param>
/// <param name="Tried">
/// The changes of one setting that failed to mend it, in words; null if some mend it, or none were tried.
/// </param>
internal sealed record Remedies(IReadOnlyList<Remedy> All, bool NoEpochsHelp, string? Tried)
{
    /// <summary>None, for a trial that needs none.</summary>
    public static readonly Remedies None = new([], false, null);

    /// <summary>Looks for them: trains variants of the trial if that takes about a second, else forecasts.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="trial">One of its trials.</param>
    /// <param name="verdict">How it ended, or will.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static Remedies For(LoadedSweep sweep, Trial trial, Verdict verdict, CancellationToken cancellation) =>
        verdict == Verdict.Converged
            ? None
            : new RemedySearch(sweep, trial, verdict, TrainingWork.Affordable, cancellation).Run();
}
