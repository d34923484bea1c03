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

    // Who waits for a sweep outwaits a coordinator that is started again on another machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>How it stands now.</summary>
    public async Task<SweepProtocol.StatusReply> StatusAsync(CancellationToken cancellation) =>
        await connection.AskAsync<SweepProtocol.StatusReply>(new SweepProtocol.GetStatus(sweepId), cancellation)
            .ConfigureAwait(false);

    /// <summary>Tells how it stands, and which nodes there are, until it is over.</summary>
    public async Task FollowAsync(Action<SweepStatus, ImmutableArray<NodeStatus>> tell, CancellationToken cancellation)
    {
        while (true)
        {
            var reply = await connection.AskAsync<SweepProtocol.StatusReply>(
                new SweepProtocol.GetStatus(sweepId), cancellation, Patience).ConfigureAwait(false);
            var list = await connection.AskAsync<SweepProtocol.NodeList>(
                new SweepProtocol.ListNodes(), cancellation, Patience).ConfigureAwait(false);
            tell(reply.Status, list.Nodes);
            if (reply.Status.Phase.IsEnd())
                return;
            await Task.Delay(Every, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>All results so far.</summary>
    public async Task<SweepResults> ResultsAsync(SweepSpec spec, string fingerprint, CancellationToken cancellation)
    {
        var results = GrowingResults.Of(spec, fingerprint);
        while (!results.HasAll)
        {
            results = results.With(await connection.AskAsync<SweepProtocol.SweepResultsPart>(
                new SweepProtocol.GetResultsPart(sweepId, results.Next), cancellation, Patience).ConfigureAwait(false));
        }

        return results.Ranked();
    }
}
