using System.Collections.Immutable;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cluster.Client;

/// <summary>One sweep of a cluster, as seen from outside.</summary>
/// <param name="connection">Reaches the cluster.</param>
/// <param name="sweepId">The sweep.</param>
/// <param name="clock">Says when to look again.</param>
public sealed class RemoteSweep(IClusterConnection connection, string sweepId, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan NodesWithin = TimeSpan.FromSeconds(2);

    /// <summary>How it stands now.</summary>
    /// <param name="cancellation">Ends the asking.</param>
    /// <param name="patience">How long to wait, where that is not as for other questions.</param>
    public async Task<SweepProtocol.StatusReply> StatusAsync(CancellationToken cancellation, Patience? patience = null) =>
        await connection.AskAsync<SweepProtocol.StatusReply>(new SweepProtocol.GetStatus(sweepId), cancellation, patience)
            .ConfigureAwait(false);

    /// <summary>Tells how it stands, which nodes there are, and why nothing newer is known, until it is over.</summary>
    /// <param name="last">How it stood when it was last heard of.</param>
    /// <param name="tell">Hears it.</param>
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
    /// <param name="fingerprint">Of the sweep and its data.</param>
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

    // How the sweep stands is told even where nodes are not.
    private async Task<ImmutableArray<NodeStatus>> NodesAsync(ImmutableArray<NodeStatus> last, CancellationToken cancellation)
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
