using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Wording;

/// <summary>What a sweep is doing or how it ended, in words and in a colour.</summary>
/// <param name="Kind">busy, waiting, good, mixed or bad.</param>
/// <param name="Words">Such as finished, 3 failed.</param>
internal sealed record SweepPhaseWords(string Kind, string Words)
{
    /// <summary>How a sweep stands; one that ended as planned is good only if no trial of it failed.</summary>
    public static SweepPhaseWords Of(SweepStatus status) => status.Phase switch
    {
        SweepPhase.Running => new("busy", "running"),
        SweepPhase.Queued or SweepPhase.Paused => new("waiting", PageWords.Of(status.Phase)),
        SweepPhase.Finished or SweepPhase.GoalReached => Ended(PageWords.Of(status.Phase), status.Account),
        _ => new("bad", PageWords.Of(status.Phase)),
    };

    private static SweepPhaseWords Ended(string words, Account account) => account switch
    {
        { Failed: 0 } => new("good", words),
        { Failed: 1, Done: 1 } => new("bad", $"{words}, its trial failed"),
        _ when account.Failed == account.Done =>
            new("bad", $"{words}, all {Numbers.Count(account.Failed)} trials failed"),
        _ => new("mixed", $"{words}, {Numbers.Count(account.Failed)} failed"),
    };
}
