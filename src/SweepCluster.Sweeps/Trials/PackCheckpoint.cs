using System.Collections.Immutable;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Sweeps.Trials;

/// <summary>Where the trials of a pack stood after one epoch: enough to go on bit for bit, on any worker.</summary>
/// <remarks>Never in the journal: it saves time, and no result depends on it.</remarks>
/// <param name="Start">The first trial's place in the training order.</param>
/// <param name="Trials">One checkpoint a trial.</param>
public sealed record PackCheckpoint(long Start, ImmutableArray<LaneCheckpoint> Trials)
{
    /// <summary>The trials.</summary>
    public TrialRange Range => new(Start, Trials.Length);

    /// <summary>Epochs trained; a diverged trial ended earlier.</summary>
    public int Epochs => Trials.Max(trial => trial.Epochs);

    /// <summary>About how many bytes it holds.</summary>
    public long Bytes => sizeof(double) * Trials.Sum(
        trial => (long)trial.State.Length + trial.EpochRmse.Length + trial.EpochValidationRmse.Length);

    /// <summary>The part of some of its trials; null where it does not hold them all.</summary>
    public PackCheckpoint? Of(TrialRange range) => range == Range ? this
        : Range.Contains(range) ? new(range.Start, Trials.Slice((int)(range.Start - Start), (int)range.Count))
        : null;

    /// <summary>The one that is further ahead.</summary>
    public static PackCheckpoint? Newest(PackCheckpoint? known, PackCheckpoint? told) =>
        told is null || (known is not null && known.Epochs >= told.Epochs) ? known : told;
}
