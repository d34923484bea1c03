using System.Collections.Immutable;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Dashboard.Live;

/// <summary>Asks a cluster which sweeps and nodes it has.</summary>
internal sealed class ClusterQuestions(IClusterConnection connection, TimeProvider clock)
{
    /// <summary>What it answers now, or what it said before with the reason why it does not.</summary>
    public async Task<ClusterSnapshot> AskAsync(ClusterSnapshot before, CancellationToken cancellation)
    {
        var now = before with { Trouble = null };
        try
        {
            var list = connection.AskAsync<SweepProtocol.SweepList>(new SweepProtocol.ListSweeps(), cancellation, Troubles.Patience);
            var nodes = connection.AskAsync<SweepProtocol.NodeList>(new SweepProtocol.ListNodes(), cancellation, Troubles.Patience);
            // How sweeps stand is told even while nodes are not.
            await Task.WhenAll(list, nodes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ImmutableArray<SweepStatus> sweeps = [.. (await list.ConfigureAwait(false)).Sweeps.Select(sweep => sweep.OrLast(before.Find(sweep.SweepId)))];
            now = now with { Sweeps = sweeps, IsKnown = true, Paces = before.Paces.With(sweeps, clock.GetUtcNow()) };
            now = now with { Nodes = (await nodes.ConfigureAwait(false)).Nodes };
        }
        catch (Exception cause) when (Troubles.IsTold(cause))
        {
            now = now with { Trouble = Troubles.Of(cause, before.Trouble, clock) };
        }

        return now.IsSame(before) && !ReferenceEquals(before, ClusterSnapshot.Nothing) ? before : now;
    }
}
