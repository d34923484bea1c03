using System.Collections.Immutable;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Dashboard.Live;

/// <summary>Asks a cluster which sweeps and nodes it has.</summary>
internal sealed class ClusterQuestions(IClusterConnection connection, TimeProvider clock)
{
    /// <summary>Its answer; if it does not answer, the one before with the reason why.</summary>
    public async Task<ClusterSnapshot> AskAsync(ClusterSnapshot before, CancellationToken cancellation)
    {
        var now = before with { Outage = null };
        try
        {
            var list = connection.AskAsync<SweepProtocol.SweepList>(
                new SweepProtocol.ListSweeps(), cancellation, ClusterOutages.Patience);
            var nodes = connection.AskAsync<SweepProtocol.NodeList>(
                new SweepProtocol.ListNodes(), cancellation, ClusterOutages.Patience);
            // The list of sweeps is of use even if that of the nodes fails.
            await Task.WhenAll(list, nodes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var statuses = (await list.ConfigureAwait(false)).Sweeps;
            ImmutableArray<SweepStatus> sweeps =
                [.. statuses.Select(sweep => sweep.OrLast(before.Find(sweep.SweepId)))];
            now = now with
            {
                Sweeps = sweeps,
                IsKnown = true,
                Throughputs = before.Throughputs.With(sweeps, clock.GetUtcNow()),
            };
            now = now with { Nodes = (await nodes.ConfigureAwait(false)).Nodes };
        }
        catch (Exception cause) when (ClusterOutages.IsTold(cause))
        {
            now = now with { Outage = ClusterOutages.Of(cause, before.Outage, clock) };
        }

        return now.IsSame(before) && !ReferenceEquals(before, ClusterSnapshot.Nothing) ? before : now;
    }
}
