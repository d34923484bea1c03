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

    /// <summary>Whether all of another range lies in this one.</summary>
    public bool Contains(TrialRange other) => other.Start >= Start && other.End <= End;

    /// <summary>Whether the ranges share a place.</summary>
    public bool Overlaps(TrialRange other) => other.Start < End && other.End > Start;

    /// <summary>The range from one place up to, not with, another.</summary>
    public static TrialRange Between(long start, long end) => new(start, end - start);

    /// <summary>The part of the range that lies in another; null if none does.</summary>
    public TrialRange? Within(TrialRange other) =>
        Overlaps(other) ? Between(Math.Max(Start, other.Start), Math.Min(End, other.End)) : null;

    /// <summary>What is left of the range when another is cut out: nothing, one part or two.</summary>
    public IEnumerable<TrialRange> Outside(TrialRange cut)
    {
        if (!Overlaps(cut))
        {
            yield return this;
            yield break;
        }

        if (cut.Start > Start)
            yield return Between(Start, cut.Start);
        if (cut.End < End)
            yield return Between(cut.End, End);
    }

    /// <summary>The range in two; in one if it holds a single trial.</summary>
    public IEnumerable<TrialRange> Halves()
    {
        var middle = Start + (Count + 1) / 2;
        yield return Between(Start, middle);
        if (middle < End)
            yield return Between(middle, End);
    }
}
