using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Results;

/// <summary>The order of the summary.</summary>
/// <remarks>
/// COMPLETE trials by the objective, then PRUNED by steps reached (most first) and objective, then DIVERGED, FAILED,
/// CANCELLED and those not done; ties by trial id. Only complete trials have a rank.
/// </remarks>
public static class Ranking
{
    /// <summary>The results in the order of the summary.</summary>
    public static ImmutableArray<TrialResult> Rank(IReadOnlyCollection<TrialResult> results, Aim aim)
    {
        TrialResult[] ranked = [.. results];
        var keys = Array.ConvertAll(ranked, result => Key.Of(result, aim));
        Array.Sort(keys, ranked);
        return ImmutableCollectionsMarshal.AsImmutableArray(ranked);
    }

    private readonly record struct Key(int Class, int Steps, double Cost, long TrialId) : IComparable<Key>
    {
        public static Key Of(TrialResult result, Aim aim) => new(
            ClassOf(result.State),
            result.State == TrialState.Pruned ? -result.Outcome!.Steps : 0,
            result.State is TrialState.Complete or TrialState.Pruned ? aim.Cost(aim.Of(result.Outcome!)) : 0,
            result.TrialId);

        public int CompareTo(Key other)
        {
            var order = Class.CompareTo(other.Class);
            if (order == 0)
                order = Steps.CompareTo(other.Steps);
            if (order == 0)
                order = Cost.CompareTo(other.Cost);
            return order == 0 ? TrialId.CompareTo(other.TrialId) : order;
        }
    }

    private static int ClassOf(TrialState state) => state switch
    {
        TrialState.Complete => 0,
        TrialState.Pruned => 1,
        TrialState.Diverged => 2,
        TrialState.Failed => 3,
        TrialState.Cancelled => 4,
        TrialState.Waiting or TrialState.Running => 5,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
