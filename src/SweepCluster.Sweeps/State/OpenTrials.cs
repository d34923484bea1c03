using System.Collections.Immutable;
using SweepCluster.Sweeps.Health;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>Trials that wait for a slot.</summary>
/// <param name="Range">The trials.</param>
/// <param name="Attempt">The attempt that comes next.</param>
/// <param name="History">What went wrong with them before.</param>
/// <param name="Checkpoint">Where the next attempt may go on from; null at the beginning.</param>
/// <param name="ReturnedLease">The lease whose holder gave them back; null if none did.</param>
public sealed record OpenRange(
    TrialRange Range,
    int Attempt,
    FailureHistory History,
    PackCheckpoint? Checkpoint = null,
    long? ReturnedLease = null);

/// <summary>The queue of trials that wait for a slot: disjoint ranges in training order.</summary>
/// <remarks>Each step takes time in the logarithm of the number of ranges.</remarks>
public sealed record OpenTrials
{
    private static readonly Comparer<OpenRange> ByStart =
        Comparer<OpenRange>.Create((a, b) => a.Range.Start.CompareTo(b.Range.Start));

    private readonly ImmutableSortedSet<OpenRange> _ranges;

    private OpenTrials(ImmutableSortedSet<OpenRange> ranges, long trials) => (_ranges, Trials) = (ranges, trials);

    /// <summary>Nothing waits.</summary>
    public static OpenTrials Empty { get; } = new(ImmutableSortedSet<OpenRange>.Empty.WithComparer(ByStart), 0);

    /// <summary>Number of waiting trials.</summary>
    public long Trials { get; }

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _ranges.IsEmpty;

    /// <summary>The ranges in training order.</summary>
    public IReadOnlyList<OpenRange> Ranges => _ranges;

    /// <summary>The queue with a range that shares no place with those that wait.</summary>
    public OpenTrials With(OpenRange waiting) => new(_ranges.Add(waiting), Trials + waiting.Range.Count);

    /// <summary>The queue without the places of a range.</summary>
    public OpenTrials Without(TrialRange range)
    {
        var (ranges, trials) = (_ranges, Trials);
        foreach (var waiting in Overlapping(range))
        {
            (ranges, trials) = (ranges.Remove(waiting), trials - waiting.Range.Count);
            foreach (var rest in waiting.Range.Outside(range))
            {
                var part = waiting with { Range = rest, Checkpoint = waiting.Checkpoint?.Of(rest) };
                (ranges, trials) = (ranges.Add(part), trials + rest.Count);
            }
        }

        return new OpenTrials(ranges, trials);
    }

    /// <summary>The queue without checkpoints.</summary>
    public OpenTrials FromTheBeginning() => _ranges.All(waiting => waiting.Checkpoint is null)
        ? this
        : new(_ranges.Select(waiting => waiting with { Checkpoint = null }).ToImmutableSortedSet(ByStart), Trials);

    /// <summary>The queue whose trials go on from a checkpoint, if they wait and have none that is newer.</summary>
    public OpenTrials GoingOnFrom(PackCheckpoint checkpoint)
    {
        var queue = this;
        foreach (var waiting in Overlapping(checkpoint.Range))
        {
            var part = TrialRange.Between(
                Math.Max(waiting.Range.Start, checkpoint.Start), Math.Min(waiting.Range.End, checkpoint.Range.End));
            var newest = PackCheckpoint.Newest(waiting.Checkpoint?.Of(part), checkpoint.Of(part));
            queue = queue.Without(part).With(waiting with { Range = part, Checkpoint = newest });
        }

        return queue;
    }

    /// <summary>The ranges that share a place with a range, in training order.</summary>
    public IEnumerable<OpenRange> Overlapping(TrialRange range)
    {
        var found = _ranges.IndexOf(new OpenRange(range, 0, FailureHistory.None));
        var first = found >= 0 ? found : ~found;
        if (found < 0 && first > 0 && _ranges[first - 1].Range.End > range.Start)
            first--;
        for (var i = first; i < _ranges.Count && _ranges[i].Range.Start < range.End; i++)
            yield return _ranges[i];
    }
}
