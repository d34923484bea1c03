using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.State;

/// <summary>A trial among the best so far.</summary>
/// <param name="Place">Its place in the training order.</param>
/// <param name="Objective">Its value of the metric that trials are ranked on.</param>
public readonly record struct Leader(long Place, double Objective);

/// <summary>What a sweep has come to so far, for those who watch it.</summary>
/// <param name="Verdicts">How many trials got each verdict, in the order of <see cref="Verdict"/>.</param>
/// <param name="Best">The best trials, best first; ties by place.</param>
public sealed record Highlights(ImmutableArray<long> Verdicts, ImmutableArray<Leader> Best)
{
    private const int MostLeaders = 5;

    /// <summary>No result yet.</summary>
    public static Highlights None { get; } = new([.. Enum.GetValues<Verdict>().Select(_ => 0L)], []);

    /// <summary>How many trials got a verdict.</summary>
    public long Count(Verdict verdict) => Verdicts[(int)verdict];

    /// <summary>With more results.</summary>
    public Highlights With(ResultSegment segment, Objective objective)
    {
        var verdicts = Verdicts.ToArray();
        var best = Best;
        for (var i = 0; i < segment.Outcomes.Length; i++)
        {
            var outcome = segment.Outcomes[i];
            verdicts[(int)outcome.Verdict]++;
            if (!outcome.Diverged)
                best = With(best, new Leader(segment.Start + i, SweepState.ObjectiveOf(outcome, objective)));
        }

        return new(ImmutableCollectionsMarshal.AsImmutableArray(verdicts), best);
    }

    /// <inheritdoc/>
    public bool Equals(Highlights? other) =>
        other is not null && Verdicts.SequenceEqual(other.Verdicts) && Best.SequenceEqual(other.Best);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Verdicts.Length, Best.Length);

    private static ImmutableArray<Leader> With(ImmutableArray<Leader> best, Leader leader)
    {
        var rank = best.Length;
        while (rank > 0 && IsBetter(leader, best[rank - 1]))
            rank--;
        if (rank == MostLeaders)
            return best;
        return best.Length < MostLeaders ? best.Insert(rank, leader) : best.RemoveAt(MostLeaders - 1).Insert(rank, leader);
    }

    private static bool IsBetter(Leader one, Leader other) =>
        one.Objective < other.Objective || (one.Objective == other.Objective && one.Place < other.Place);
}
