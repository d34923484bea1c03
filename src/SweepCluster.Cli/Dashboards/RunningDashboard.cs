using SweepCluster.Cluster.Client;
using SweepCluster.Dashboard.Hosting;

namespace SweepCluster.Cli.Dashboards;

/// <summary>A dashboard beside whatever else the command does.</summary>
internal static class RunningDashboard
{
    /// <summary>Starts it and says where it is.</summary>
    /// <exception cref="DashboardException">It cannot listen there, or must not.</exception>
    public static async Task<DashboardHost> StartAsync(
        DashboardOptions options, IClusterConnection connection, CancellationToken cancellation)
    {
        var dashboard = await DashboardHost.StartAsync(options, connection, cancellation).ConfigureAwait(false);
        await Console.Error.WriteLineAsync($"dashboard is up at {dashboard.Address}").ConfigureAwait(false);
        return dashboard;
    }
}
