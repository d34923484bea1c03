using System.Collections.Immutable;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Sweeps.Trials;

/// <summary>Where the trials of a pack stood after one step: enough to go on bit for bit, on any worker.</summary>
/// <remarks>Never in the journal: it saves time, and no result depends on it.</remarks>
/// <param name="Start">The first trial's place in the training order.</param>
/// <param name="Trials">One checkpoint per trial.</param>
public sealed record PackCheckpoint(long Start, ImmutableArray<TrialCheckpoint> Trials)
{
    /// <summary>The trials.</summary>
    public TrialRange Range => new(Start, Trials.Length);

    /// <summary>Steps made; a diverged trial ended earlier.</summary>
    public int Steps => Trials.Max(trial => trial.Steps);

    /// <summary>About how many bytes it holds.</summary>
    public long Bytes => Trials.Sum(trial => trial.Bytes);

    /// <summary>The part of some of its trials; null if it does not hold them all.</summary>
    public PackCheckpoint? Of(TrialRange range) => range == Range ? this
        : Range.Contains(range) ? new(range.Start, Trials.Slice((int)(range.Start - Start), (int)range.Count))
        : null;

    /// <summary>The one that is further ahead.</summary>
    public static PackCheckpoint? Newest(PackCheckpoint? known, PackCheckpoint? told) =>
        told is null || (known is not null && known.Steps >= told.Steps) ? known : told;
}
