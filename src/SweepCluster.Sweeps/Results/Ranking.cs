using System.Collections.Immutable;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Results;

/// <summary>The order of the summary.</summary>
/// <remarks>
/// COMPLETE trials by the objective, then PRUNED by epochs reached (most first) and objective, then DIVERGED, FAILED,
/// CANCELLED and those not done; ties by trial id. Only complete trials have a rank.
/// </remarks>
public static class Ranking
{
    /// <summary>The results in the order of the summary.</summary>
    public static ImmutableArray<TrialResult> Rank(IReadOnlyCollection<TrialResult> results, Objective objective) =>
        [.. results
            .OrderBy(result => Class(result.State))
            .ThenBy(result => result.State == TrialState.Pruned ? -result.Outcome!.Epochs : 0)
            .ThenBy(result => IsRankedByObjective(result) ? SweepState.ObjectiveOf(result.Outcome!, objective) : 0)
            .ThenBy(result => result.Trial.Id)];

    private static bool IsRankedByObjective(TrialResult result) =>
        result.State is TrialState.Complete or TrialState.Pruned;

    private static int Class(TrialState state) => state switch
    {
        TrialState.Complete => 0,
        TrialState.Pruned => 1,
        TrialState.Diverged => 2,
        TrialState.Failed => 3,
        TrialState.Cancelled => 4,
        _ => 5,
    };
}
