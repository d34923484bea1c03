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
        if (options.PublicUrl is { } url)
            await Console.Error.WriteLineAsync(PublicWords(options, url)).ConfigureAwait(false);
        return dashboard;
    }

    private static string PublicWords(DashboardOptions options, Uri url) => options.Token is null
        ? $"people use it at {url}: whoever the proxy lets through starts and stops sweeps; to have them asked for a token, give --token-file"
        : $"people use it at {url}";

    /// <summary>Keeps a run's dashboard up after its end, for the person at the terminal, until they have seen enough.</summary>
    public static async Task LingerAsync(DashboardHost dashboard, string folder, CancellationToken cancellation)
    {
        if (Console.IsErrorRedirected)
            return;
        await Console.Error.WriteLineAsync(
            $"All results are written to {folder}. The dashboard stays at {dashboard.Address} until you press Ctrl-C.").ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
