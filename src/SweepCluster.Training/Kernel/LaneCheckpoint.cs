using System.Collections.Immutable;

namespace SweepCluster.Training.Kernel;

/// <summary>All that is needed to go on with one trial after an epoch, bit for bit, in whatever pack.</summary>
public sealed record LaneCheckpoint
{
    /// <summary>
    /// Parameter by parameter: itself, then the optimizer's slots; in double, which holds either precision exactly.
    /// </summary>
    public required ImmutableArray<double> State { get; init; }

    /// <summary>RMSE over the training rows after each epoch so far.</summary>
    public required ImmutableArray<double> EpochRmse { get; init; }

    /// <summary>RMSE over the held-out rows after each epoch so far; empty if none are held out.</summary>
    public required ImmutableArray<double> EpochValidationRmse { get; init; }

    /// <summary>
    /// The update (from 1) after which a parameter was first not finite; null for a trial that goes on.
    /// </summary>
    public long? DivergedAtUpdate { get; init; }

    /// <summary>Epochs trained.</summary>
    public int Epochs => EpochRmse.Length;
}
