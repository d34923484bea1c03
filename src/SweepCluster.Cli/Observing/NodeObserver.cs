using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cli.Observing;

/// <summary>Lets others watch a node, as its settings say; loads nothing if they ask for nothing.</summary>
internal sealed class NodeObserver : IAsyncDisposable
{
    private Exporters? _exporters;
    private ObservedServer? _server;
    private volatile ClusterNode? _node;

    private NodeObserver()
    {
    }

    /// <summary>Starts what the settings ask for; before the node, so that nothing is missed.</summary>
    /// <param name="what">The node, for people: coordinator or worker.</param>
    /// <param name="settings">The node's.</param>
    /// <exception cref="NodeStartException">The address cannot be listened on.</exception>
    public static async Task<NodeObserver> StartAsync(string what, NodeSettings settings)
    {
        var observer = new NodeObserver();
        if (settings.Observing == ObservingSettings.Nothing)
            return observer;
        observer._exporters = Exporters.Start($"sweep-{what}", settings.Observing);
        if (settings.Observing.Metrics is not { } at)
            return observer;
        var certificates = NodeCertificates.For(settings.Transport, at.Host);
        observer._server = await ObservedServer
            .StartAsync(
                at, certificates, observer._exporters.Metrics, observer.Ailment, observer.ObstacleAsync)
            .ConfigureAwait(false);
        await Console.Error.WriteLineAsync(
            $"{what} serves /metrics, /healthz and /readyz at {observer._server.Address}").ConfigureAwait(false);
        return observer;
    }

    /// <summary>Wraps a node's start, so that each node that it starts is watched.</summary>
    public Func<CancellationToken, Task<ClusterNode>> Of(
        Func<CancellationToken, Task<ClusterNode>> start) => async cancellation =>
    {
        _node = null;
        return _node = await start(cancellation).ConfigureAwait(false);
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync().ConfigureAwait(false);
        _exporters?.Dispose();
    }

    // A node that still waits to join its cluster is healthy too.
    private string? Ailment() => _node is { Ended.IsCompleted: true } ? "the node has ended" : null;

    private async Task<string?> ObstacleAsync() => _node is { } node
        ? await node.ObstacleAsync().ConfigureAwait(false)
        : "the node waits to be let into its cluster";
}
