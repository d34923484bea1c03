using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Components;

/// <summary>What is said of a sweep beside its phase.</summary>
internal static class StandingWords
{
    /// <summary>Why it stands still, or why trials of it failed; a line each.</summary>
    public static IEnumerable<string> Reasons(SweepStatus sweep, ClusterSnapshot cluster)
    {
        if (sweep.Problem.Length > 0)
            yield return PageWords.Short(sweep.Problem);
        else if (cluster is { Trouble: null, Nodes.IsEmpty: false } && WaitingWords.Of(sweep, cluster.Nodes) is { } waits)
            yield return waits;
        if (sweep.Account.Failed > 0 && sweep.Course.Failure.Length > 0)
            yield return sweep.Account.Failed == 1
                ? $"Why a trial failed: {PageWords.Short(sweep.Course.Failure)}"
                : $"Why trials failed, the last one: {PageWords.Short(sweep.Course.Failure)}";
    }

    /// <summary>How long it has gone on, without pauses; empty where that is not known, or it has not begun.</summary>
    /// <remarks>While the cluster does not answer, nobody knows whether it works.</remarks>
    public static string Worked(SweepStatus sweep, ClusterSnapshot cluster, DateTimeOffset now) =>
        sweep.Course == SweepCourse.Unknown || sweep.Phase == SweepPhase.Queued ? "" : DurationWords.Of(sweep.Course.WorkedAt(cluster.Trouble?.Since ?? now));

    /// <summary>How long it will go on; null where that cannot be told.</summary>
    public static string? Left(SweepStatus sweep, ClusterSnapshot cluster, DateTimeOffset now) =>
        cluster.Trouble is null && (Foretold(sweep) ?? cluster.Paces.Left(sweep, now)) is { } left
            ? $"about {DurationWords.Of(left)} left"
            : null;

    // What the packs in training tell, which know their epochs.
    private static TimeSpan? Foretold(SweepStatus sweep) =>
        sweep.SecondsLeft is { } seconds && seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
}
