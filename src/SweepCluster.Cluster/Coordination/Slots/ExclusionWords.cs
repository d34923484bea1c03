using SweepCluster.Sweeps.Health;

namespace SweepCluster.Cluster.Coordination.Slots;

/// <summary>Why a worker gets no more of a sweep, in words.</summary>
internal static class ExclusionWords
{
    /// <summary>For a worker.</summary>
    /// <param name="sweepId">The sweep.</param>
    /// <param name="reason">Why the last of its attempts failed.</param>
    public static string Of(string sweepId, string reason) =>
        $"takes no more of {sweepId}: {WorkerHealth.MostFailures} trials in a row failed here while others succeeded "
        + $"elsewhere ({reason}); 'sweep retry {sweepId}' lets it try again";

    /// <summary>For a sweep that no worker is left for.</summary>
    public static string OfAll(string sweepId, string reason) =>
        $"no worker is left for it: {WorkerHealth.MostFailures} trials in a row failed on each while others succeeded "
        + $"elsewhere ({reason}); 'sweep retry {sweepId}' lets them try again";
}
