using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cluster.Client;

/// <summary>Finds out whether a cluster already has the same sweep with the same data.</summary>
public static class SameSweep
{
    // Each costs a request, and users who submit a sweep again mostly do so soon.
    private const int MostAsked = 20;

    /// <summary>The newest such sweep; null if there is none among the newest of that name.</summary>
    /// <param name="connection">The connection to the cluster.</param>
    /// <param name="spec">The sweep.</param>
    /// <param name="fingerprint">The fingerprint of the sweep and its data.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <exception cref="NoClusterException">No coordinator answers.</exception>
    public static async Task<SweepStatus?> FindAsync(
        IClusterConnection connection, SweepSpec spec, string fingerprint, CancellationToken cancellation)
    {
        try
        {
            var list = await connection.AskAsync<SweepProtocol.SweepList>(new SweepProtocol.ListSweeps(), cancellation)
                .ConfigureAwait(false);
            var candidates = list.Sweeps.Reverse().Where(status => IsOfName(status.SweepId, spec.Name));
            foreach (var status in candidates.Take(MostAsked))
            {
                var reply = await connection.AskAsync<SweepProtocol.StatusReply>(
                    new SweepProtocol.GetStatus(status.SweepId), cancellation).ConfigureAwait(false);
                if (reply.Fingerprint == fingerprint)
                    return reply.Status;
            }
        }
        catch (RefusedException)
        {
            // If the cluster still refuses, the submission that follows says why.
        }

        return null;
    }

    private static bool IsOfName(string sweepId, string name) =>
        sweepId.StartsWith($"{name}-", StringComparison.Ordinal)
        && !sweepId[(name.Length + 1)..].Contains('-', StringComparison.Ordinal);
}
