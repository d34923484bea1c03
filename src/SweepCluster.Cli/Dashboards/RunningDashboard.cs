using SweepCluster.Cluster.Client;
using SweepCluster.Dashboard.Hosting;
using SweepCluster.Dashboard.Settings;

namespace SweepCluster.Cli.Dashboards;

/// <summary>A dashboard that runs beside the command's own work.</summary>
internal static class RunningDashboard
{
    /// <summary>Starts it and prints its address.</summary>
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
        ? $"people use it at {url}: whoever the proxy lets through starts and stops sweeps; "
            + "to have them asked for a token, give --token-file"
        : $"people use it at {url}";

    /// <summary>Keeps a run's dashboard up after its end, for a person at a terminal, until Ctrl-C.</summary>
    public static async Task KeepOpenAsync(DashboardHost dashboard, string folder, CancellationToken cancellation)
    {
        if (Console.IsErrorRedirected)
            return;
        await Console.Error.WriteLineAsync(
            $"All results are written to {folder}. "
            + $"The dashboard stays at {dashboard.Address} until you press Ctrl-C.").ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
