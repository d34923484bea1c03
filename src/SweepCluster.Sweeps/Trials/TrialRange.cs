namespace SweepCluster.Sweeps.Trials;

/// <summary>Consecutive trials in training order.</summary>
/// <param name="Start">The first one's place in the order.</param>
/// <param name="Count">How many; at least 1.</param>
public readonly record struct TrialRange(long Start, long Count)
{
    /// <summary>The place after the last one.</summary>
    public long End => Start + Count;

    /// <summary>Whether a place lies in the range.</summary>
    public bool Contains(long place) => place >= Start && place < End;

    /// <summary>The range from one place up to, not with, another.</summary>
    public static TrialRange Between(long start, long end) => new(start, end - start);
}
