using SweepCluster.Cluster.Client;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Watchers;

/// <summary>Finds a sweep even if the cluster does not answer yet.</summary>
internal static class SweepFinder
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    /// <summary>Asks until the cluster answers.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="sweepId">The sweep.</param>
    /// <param name="tell">Called with the reason why there is no answer yet.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <returns>The sweep; null if the cluster knows none of this name.</returns>
    public static async Task<SharedPoll<SweepSnapshot>?> FindAsync(
        LiveCluster cluster, string sweepId, Action<string> tell, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await cluster.FindAsync(sweepId, cancellation);
            }
            catch (Exception cause) when (cause is NoClusterException or RefusedException)
            {
                tell(cause.Message);
            }

            await Task.Delay(Again, cancellation);
        }
    }
}
