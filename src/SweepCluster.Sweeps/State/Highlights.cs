using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>A trial among the best so far.</summary>
/// <param name="Place">Its place in the training order.</param>
/// <param name="Objective">Its value of the metric that trials are ranked on.</param>
public readonly record struct TopTrial(long Place, double Objective)
{
    /// <summary>The trial, if a sampler proposed it; null in a grid.</summary>
    public Trial? Proposed { get; init; }

    /// <summary>The trial.</summary>
    /// <param name="order">The order of the sweep's trials; not asked about one that was proposed.</param>
    public Trial TrialIn(TrialOrder order) => Proposed ?? order[Place];
}

/// <summary>A sweep's results so far, for those who watch it.</summary>
/// <param name="Verdicts">How many trials got each verdict, in their kind's order, as far as there are any.</param>
/// <param name="Best">The best trials, best first; ties by place.</param>
public sealed record Highlights(ImmutableArray<long> Verdicts, ImmutableArray<TopTrial> Best)
{
    private const int TopCount = 5;

    /// <summary>No result yet.</summary>
    public static Highlights None { get; } = new([], []);

    /// <summary>How many trials got a verdict.</summary>
    public long Count(int verdict) => verdict < Verdicts.Length ? Verdicts[verdict] : 0;

    /// <summary>With more results.</summary>
    /// <param name="segment">The results.</param>
    /// <param name="aim">What trials are ranked on.</param>
    /// <param name="proposed">What was proposed; nothing of a grid.</param>
    public Highlights With(ResultSegment segment, Aim aim, ProposedTrials proposed)
    {
        var verdicts = Verdicts.ToArray();
        var best = Best;
        for (var i = 0; i < segment.Outcomes.Length; i++)
        {
            var outcome = segment.Outcomes[i];
            var top = Top(segment.Start + i, aim.Of(outcome), proposed);
            // What a trial has come to is told by the last of its places.
            if (outcome.VerdictIndex is { } verdict && (top.Proposed?.Steps is null || outcome.Diverged))
                Count(ref verdicts, verdict);
            if (!outcome.Diverged)
                best = With(best, top, aim);
        }

        return new(ImmutableCollectionsMarshal.AsImmutableArray(verdicts), best);
    }

    /// <inheritdoc/>
    public bool Equals(Highlights? other) =>
        other is not null && Verdicts.SequenceEqual(other.Verdicts) && Best.SequenceEqual(other.Best);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Verdicts.Length, Best.Length);

    private static TopTrial Top(long place, double objective, ProposedTrials proposed) =>
        new(place, objective) { Proposed = place < proposed.Count ? proposed[place] : null };

    private static void Count(ref long[] verdicts, int verdict)
    {
        if (verdict >= verdicts.Length)
            Array.Resize(ref verdicts, verdict + 1);
        verdicts[verdict]++;
    }

    private static ImmutableArray<TopTrial> With(ImmutableArray<TopTrial> best, TopTrial top, Aim aim)
    {
        if (top.Proposed is { Rung: > 0 } later)
            best = best.RemoveAll(other => other.Proposed!.Id == later.Id);
        var rank = best.Length;
        while (rank > 0 && IsBetter(top, best[rank - 1], aim))
            rank--;
        if (rank == TopCount)
            return best;
        return best.Length < TopCount ? best.Insert(rank, top) : best.RemoveAt(TopCount - 1).Insert(rank, top);
    }

    // Trials that have come further are the better ones, as in the summary.
    private static bool IsBetter(TopTrial one, TopTrial other, Aim aim)
    {
        var (steps, others) = (StepsOf(one), StepsOf(other));
        return steps != others
            ? steps > others
            : aim.IsBetter(one.Objective, other.Objective)
                || (one.Objective == other.Objective && one.Place < other.Place);
    }

    private static int StepsOf(TopTrial top) => top.Proposed?.Steps ?? int.MaxValue;
}
