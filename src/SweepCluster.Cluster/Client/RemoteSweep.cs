using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cluster.Client;

/// <summary>One sweep of a cluster, seen from outside.</summary>
/// <param name="connection">The connection to the cluster.</param>
/// <param name="sweepId">The sweep.</param>
/// <param name="clock">Times the requests for news.</param>
public sealed class RemoteSweep(IClusterConnection connection, string sweepId, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan NodesWithin = TimeSpan.FromSeconds(2);

    /// <summary>The sweep's status now.</summary>
    /// <param name="cancellation">Ends the asking.</param>
    /// <param name="patience">How long to wait; null for as long as other questions do.</param>
    public Task<SweepProtocol.StatusReply> StatusAsync(CancellationToken cancellation, Patience? patience = null) =>
        connection.AskAsync<SweepProtocol.StatusReply>(
            new SweepProtocol.GetStatus(sweepId), cancellation, patience);

    /// <summary>Tells the sweep's status, its nodes, and why there is no news, until the sweep is over.</summary>
    /// <param name="last">The last known status.</param>
    /// <param name="tell">Hears each change.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task FollowAsync(SweepStatus last, Action<SweepSeen> tell, CancellationToken cancellation)
    {
        var seen = new SweepSeen(last, []);
        var patience = Patience.Following with { Tell = why => tell(seen with { Waiting = why }) };
        while (true)
        {
            var reply = await StatusAsync(cancellation, patience).ConfigureAwait(false);
            seen = seen.With(reply.Status);
            seen = seen with { Nodes = await NodesAsync(seen.Nodes, cancellation).ConfigureAwait(false) };
            tell(seen);
            if (reply.Status.Phase.IsEnd())
                return;
            await Task.Delay(Every, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>All results so far.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="fingerprint">The fingerprint of the sweep and its data.</param>
    /// <param name="tell">Hears why it takes long.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task<SweepResults> ResultsAsync(
        SweepSpec spec, string fingerprint, Action<Waiting> tell, CancellationToken cancellation)
    {
        var results = GrowingResults.Of(spec, fingerprint);
        var patience = Patience.Following with { Tell = tell };
        while (!results.HasAll)
        {
            results = results.With(await connection.AskAsync<SweepProtocol.SweepResultsPart>(
                new SweepProtocol.GetResultsPart(sweepId, results.Next), cancellation, patience).ConfigureAwait(false));
        }

        return results.Ranked();
    }

    // A missing list of nodes must not hold back the sweep's status.
    private async Task<ImmutableArray<NodeStatus>> NodesAsync(
        ImmutableArray<NodeStatus> last, CancellationToken cancellation)
    {
        try
        {
            return (await connection.AskAsync<SweepProtocol.NodeList>(
                new SweepProtocol.ListNodes(), cancellation, Patience.For(NodesWithin)).ConfigureAwait(false)).Nodes;
        }
        catch (Exception cause) when (cause is RefusedException or NoClusterException)
        {
            return last;
        }
    }
}
