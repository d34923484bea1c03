using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Settings;
using SweepCluster.Dashboard.Hosting;
using SweepCluster.Dashboard.Settings;

namespace SweepCluster.Cli.Dashboards;

/// <summary>A node's dashboard, which is a client of it and outlives it if the node is restarted.</summary>
/// <param name="options">Where it listens; null if none is wanted.</param>
/// <param name="settings">The node's.</param>
internal sealed class NodeDashboard(DashboardOptions? options, NodeSettings settings) : IAsyncDisposable
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private string? _shown;
    private ClusterConnection? _connection;
    private DashboardHost? _host;

    /// <summary>Shows the cluster of a node that has just started.</summary>
    /// <returns>The node.</returns>
    /// <exception cref="DashboardException">It cannot listen there.</exception>
    public async Task<ClusterNode> ShowAsync(ClusterNode node, CancellationToken cancellation)
    {
        if (options is null || _shown == node.Address)
            return node;
        try
        {
            await DisposeAsync().ConfigureAwait(false);
            _shown = node.Address;
            _connection = new ClusterConnection(ClientOf(node.Address), Patience.For(LongestSilence));
            _host = await RunningDashboard.StartAsync(options, _connection, cancellation).ConfigureAwait(false);
            return node;
        }
        catch
        {
            await node.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync().ConfigureAwait(false);
        if (_connection is not null)
            await _connection.DisposeAsync().ConfigureAwait(false);
        (_host, _connection) = (null, null);
    }

    private NodeSettings ClientOf(string address) => settings with
    {
        Port = 0,
        LogLevel = "off",
        Coordinators = [.. settings.Coordinators.Append(NodeAddress.Parse(address)!).Distinct()],
        Transport = settings.Transport with { IsCalled = false },
    };
}
