using System.Collections.Immutable;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Training.Kernel;

/// <summary>What training one trial gave; metrics and weights in the data's own units.</summary>
public sealed record TrialOutcome
{
    /// <summary>Epochs trained; for a diverged trial, up to and with the one in which it diverged.</summary>
    public required int Epochs { get; init; }

    /// <summary>Root of the mean square error over all training rows and targets, with the final weights.</summary>
    public required double Rmse { get; init; }

    /// <summary>Mean absolute error over all training rows and targets, with the final weights.</summary>
    public required double Mae { get; init; }

    /// <summary>RMSE over the held-out rows; null where none are held out.</summary>
    public double? ValidationRmse { get; init; }

    /// <summary>MAE over the held-out rows; null where none are held out.</summary>
    public double? ValidationMae { get; init; }

    /// <summary>
    /// Final parameters, unit by unit: the unit's weights in feature order, then its bias where there is one.
    /// </summary>
    public required ImmutableArray<double> Parameters { get; init; }

    /// <summary>RMSE over all training rows after each epoch.</summary>
    public required ImmutableArray<double> EpochRmse { get; init; }

    /// <summary>RMSE over the held-out rows after each epoch; empty where none are held out.</summary>
    public required ImmutableArray<double> EpochValidationRmse { get; init; }

    /// <summary>Why the trial ended as it did.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Whether the trial left the finite numbers; it then ended with that epoch.</summary>
    public bool Diverged => Verdict == Verdict.Diverged;

    /// <summary>
    /// The update (from 1) after which a parameter was first not finite; null for a trial that stayed finite.
    /// </summary>
    public long? DivergedAtUpdate { get; init; }
}
