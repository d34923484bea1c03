using System.CommandLine;
using SweepCluster.Cli.Clients;
using SweepCluster.Cli.Dashboards;
using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep dashboard</c>: pages and an HTTP API for a running cluster.</summary>
internal static class DashboardVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var verb = new ClusterVerb(
            "dashboard",
            "Shows a cluster in the browser: its sweeps, trials and nodes; starts and stops sweeps; "
            + "the same as an HTTP API.\n\n"
            + "Example: sweep dashboard --cluster 10.0.0.1:4053 --listen 127.0.0.1:8080");
        var arguments = new DashboardArguments(verb.Command, "--listen", isSwitch: false);
        return verb.Does(async (parsed, connection, cancellation) =>
        {
            await using var dashboard = await RunningDashboard
                .StartAsync(arguments.Read(parsed), connection, cancellation)
                .ConfigureAwait(false);
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Success;
        });
    }
}
