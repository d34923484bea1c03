using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Dashboard.Report;

/// <summary>What can become of a trial, as pages count it: its verdict, or why it has none.</summary>
internal static class TrialEnds
{
    private const int Failed = CellTable.NoResult;
    private const int Cancelled = Failed + 1;
    private const int Waiting = Cancelled + 1;

    /// <summary>The verdicts, then what trials without one are.</summary>
    public static readonly string[] Names = [.. Enum.GetNames<Verdict>().Select(name => name.ToUpperInvariant()), "FAILED", "CANCELLED", "WAITING"];

    /// <summary>Which of them a trial is.</summary>
    public static int Of(TrialState state, Verdict? verdict) => verdict is { } known ? (int)known : state switch
    {
        TrialState.Failed => Failed,
        TrialState.Cancelled => Cancelled,
        _ => Waiting,
    };

    /// <summary>How many trials are which.</summary>
    public static long[] Counts(IEnumerable<RecordedTrial> trials)
    {
        var counts = new long[Names.Length];
        foreach (var trial in trials)
            counts[Of(trial.State, trial.Verdict)]++;
        return counts;
    }

    /// <summary>The style of one of them.</summary>
    public static string Style(int end) => Names[end].ToLowerInvariant();
}
