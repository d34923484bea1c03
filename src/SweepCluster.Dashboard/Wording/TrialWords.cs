using SweepCluster.Dashboard.Live;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Wording;

/// <summary>What pages say about a trial without a result.</summary>
internal static class TrialWords
{
    /// <summary>Why it has none.</summary>
    public static string WithoutResult(TrialView trial) => trial.Result.State switch
    {
        TrialState.Failed => $"Trial {trial.Result.TrialId} FAILED{Reason(trial)}",
        TrialState.Cancelled => $"Trial {trial.Result.TrialId} was CANCELLED before it had a result.",
        _ => $"Trial {trial.Result.TrialId} has no result yet: it waits for a slot or is under way.",
    };

    /// <summary>What stands above what is said of it.</summary>
    public static string Heading(TrialView trial) =>
        trial.Result.Outcome is not null || trial.Result.State is TrialState.Failed or TrialState.Cancelled
            ? "Why it ended so"
            : "How it stands";

    private static string Reason(TrialView trial) =>
        trial.Attempts.LastOrDefault(attempt => attempt.Reason.Length > 0) is { } attempt
            ? $": {PageWords.Short(attempt.Reason)}"
            : ".";
}
