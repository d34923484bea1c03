using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cluster.Client;

/// <summary>Whether a cluster has a sweep already that says the same and has the same data.</summary>
public static class SameSweep
{
    // Each is asked about by itself; who submits a sweep again mostly does so soon.
    private const int MostAsked = 20;

    /// <summary>The newest such sweep; null where there is none among the newest of that name.</summary>
    /// <param name="connection">Reaches the cluster.</param>
    /// <param name="spec">The sweep.</param>
    /// <param name="fingerprint">Of the sweep and its data.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <exception cref="NoClusterException">No coordinator answers.</exception>
    public static async Task<SweepStatus?> FindAsync(
        IClusterConnection connection, SweepSpec spec, string fingerprint, CancellationToken cancellation)
    {
        try
        {
            var list = await connection.AskAsync<SweepProtocol.SweepList>(new SweepProtocol.ListSweeps(), cancellation)
                .ConfigureAwait(false);
            foreach (var status in list.Sweeps.Reverse().Where(status => IsOfName(status.SweepId, spec.Name)).Take(MostAsked))
            {
                var reply = await connection.AskAsync<SweepProtocol.StatusReply>(
                    new SweepProtocol.GetStatus(status.SweepId), cancellation).ConfigureAwait(false);
                if (reply.Fingerprint == fingerprint)
                    return reply.Status;
            }
        }
        catch (RefusedException)
        {
            // Why, if it still holds, is told to whoever submits.
        }

        return null;
    }

    private static bool IsOfName(string sweepId, string name) =>
        sweepId.StartsWith($"{name}-", StringComparison.Ordinal) && !sweepId[(name.Length + 1)..].Contains('-', StringComparison.Ordinal);
}
