using System.Collections.Immutable;

namespace SweepCluster.Training.Kernel;

/// <summary>What training gave one trial of a pack, in the coordinates trained in.</summary>
public sealed record LaneResult
{
    /// <summary>
    /// Parameters at the end, unit by unit: weights in feature order, then the bias if there is one.
    /// </summary>
    public required ImmutableArray<double> Parameters { get; init; }

    /// <summary>RMSE over the training rows after each epoch.</summary>
    public required ImmutableArray<double> EpochRmse { get; init; }

    /// <summary>RMSE over the held-out rows after each epoch; empty if none are held out.</summary>
    public required ImmutableArray<double> EpochValidationRmse { get; init; }

    /// <summary>
    /// The update (from 1) after which a parameter was first not finite; null for a trial that stayed finite.
    /// </summary>
    /// <remarks>If all parameters are finite and only the RMSE is not, the last update of that epoch.</remarks>
    public long? DivergedAtUpdate { get; init; }

    /// <summary>Epochs trained; of a diverged trial, including the one in which it diverged.</summary>
    public int Epochs => EpochRmse.Length;

    /// <summary>Whether the trial left the finite numbers; it then ended with that epoch.</summary>
    public bool Diverged => DivergedAtUpdate is not null;
}
