using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Live;
using SweepCluster.Sweeps.Summaries;

namespace SweepCluster.Dashboard.Wording;

/// <summary>What pages say about a sweep besides its phase.</summary>
internal static class StandingWords
{
    /// <summary>Why it stands still, or why trials of it failed; one line each.</summary>
    public static IEnumerable<string> Reasons(SweepStatus sweep, ClusterSnapshot cluster)
    {
        if (sweep.Problem.Length > 0)
            yield return PageWords.Short(sweep.Problem);
        else if (cluster is { Outage: null, Nodes.IsEmpty: false }
            && WaitingWords.Of(sweep, cluster.Nodes) is { } waits)
            yield return waits;
        if (sweep.Phase == SweepPhase.TooManyFailures)
            yield return $"It ended early: {EndWords.OfFailures(sweep.Account)}.";
        if (sweep.Account.Failed > 0 && sweep.Course.Failure.Length > 0)
            yield return sweep.Account.Failed == 1
                ? $"Why a trial failed: {PageWords.Short(sweep.Course.Failure)}"
                : $"Why trials failed, the last one: {PageWords.Short(sweep.Course.Failure)}";
    }

    /// <summary>How long it has run, without pauses; empty if that is not known, or it has not begun.</summary>
    /// <remarks>The time stands still while the cluster does not answer: nobody knows whether it works.</remarks>
    public static string Worked(SweepStatus sweep, ClusterSnapshot cluster, DateTimeOffset now) =>
        sweep.Course == SweepCourse.Unknown || sweep.Phase == SweepPhase.Queued
            ? ""
            : DurationWords.Of(sweep.Course.WorkedAt(cluster.Outage?.Since ?? now));

    /// <summary>How much longer it will run; null if that cannot be told.</summary>
    public static string? Left(SweepStatus sweep, ClusterSnapshot cluster, DateTimeOffset now) =>
        cluster.Outage is null && (Foretold(sweep) ?? cluster.Throughputs.Left(sweep, now)) is { } left
            ? $"about {DurationWords.Of(left)} left"
            : null;

    // From the packs in training, which know their epochs.
    private static TimeSpan? Foretold(SweepStatus sweep) =>
        sweep.SecondsLeft is { } seconds && seconds < TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
