using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Linear.Outcomes;

/// <summary>What training a linear layer gave; metrics and weights in the data's own units.</summary>
public sealed record LinearOutcome : TrialOutcome
{
    /// <summary>Epochs trained; of a diverged trial, including the one in which it diverged.</summary>
    public required int Epochs { get; init; }

    /// <summary>Root of the mean square error over all training rows and targets, with the final weights.</summary>
    public required double Rmse { get; init; }

    /// <summary>Mean absolute error over all training rows and targets, with the final weights.</summary>
    public required double Mae { get; init; }

    /// <summary>RMSE over the held-out rows; null if none are held out.</summary>
    public double? ValidationRmse { get; init; }

    /// <summary>MAE over the held-out rows; null if none are held out.</summary>
    public double? ValidationMae { get; init; }

    /// <summary>
    /// Final parameters, unit by unit: the unit's weights in feature order, then its bias if there is one.
    /// </summary>
    public required ImmutableArray<double> Parameters { get; init; }

    /// <summary>RMSE over all training rows after each epoch.</summary>
    public required ImmutableArray<double> EpochRmse { get; init; }

    /// <summary>RMSE over the held-out rows after each epoch; empty if none are held out.</summary>
    public required ImmutableArray<double> EpochValidationRmse { get; init; }

    /// <summary>Why the trial ended as it did.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// The update (from 1) after which a parameter was first not finite; null for a trial that stayed finite.
    /// </summary>
    public long? DivergedAtUpdate { get; init; }

    /// <inheritdoc/>
    public override string Kind => LinearWords.Kind;

    /// <inheritdoc/>
    public override int Steps => Epochs;

    /// <inheritdoc/>
    public override bool Diverged => Verdict == Verdict.Diverged;

    /// <inheritdoc/>
    public override int? VerdictIndex => (int)Verdict;

    /// <inheritdoc/>
    /// <remarks>Eight bytes per number; about ten more numbers have tags of their own.</remarks>
    public override long RoughBytes =>
        100 + sizeof(double) * (long)(Parameters.Length + EpochRmse.Length + EpochValidationRmse.Length);

    /// <inheritdoc/>
    public override double Metric(int index) => index switch
    {
        LinearSchema.Rmse => Rmse,
        LinearSchema.Mae => Mae,
        LinearSchema.ValidationRmse => ValidationRmse ?? double.NaN,
        LinearSchema.ValidationMae => ValidationMae ?? double.NaN,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "No such metric."),
    };

    /// <inheritdoc/>
    public override ImmutableArray<double> Curve(int index) => index switch
    {
        0 => EpochRmse,
        1 => EpochValidationRmse,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "No such curve."),
    };
}
