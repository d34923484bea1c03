using System.CommandLine;
using SweepCluster.Cli.Dashboards;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Nodes;
using SweepCluster.Cli.Observing;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep coordinator</c>: a long-running coordinator node.</summary>
internal static class CoordinatorVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var command = new Command(
            "coordinator",
            "Runs a coordinator: it keeps the sweeps, and shares their trials among the workers that join it.\n\n"
            + "Example: sweep coordinator --port 4053 --data sweep-data\n"
            + "Example: sweep coordinator --dashboard 127.0.0.1:8080");
        var arguments = new NodeArguments(command)
            .WithSets(command)
            .With(
                command, "--host", "host",
                "The address that other nodes reach this one at; 127.0.0.1 by default.", "HOST")
            .With(command, "--port", "port", "The port; 4053 by default, 0 for any free one.", "PORT")
            .With(
                command, "--join", "join",
                "All coordinators, this one too, if there are several.", "HOST:PORT,...")
            .With(command, "--data", "data", "Where the journal and data sets lie; sweep-data by default.", "DIR")
            .WithSwitch(
                command, "--allow-programs", "allow-programs",
                "Takes sweeps of programs from pages and the HTTP API too, from whoever knows the dashboard's token; "
                + "what they run is up to the workers.")
            .With(
                command, "--metrics", "metrics",
                "Where /metrics, /healthz and /readyz are served; nowhere by default.", "HOST:PORT");
        var dashboard = new DashboardArguments(command, "--dashboard", isSwitch: false);
        command.SetAction((parsed, cancellation) => VerbGuard.RunAsync(async () =>
        {
            Warmup.BeginNode();
            var settings = NodeSettingsReader.Read(NodeKind.Coordinator, arguments.Sources(parsed));
            await using var shown = new NodeDashboard(
                dashboard.IsWanted(parsed) ? dashboard.Read(parsed) : null, settings);
            using var inUse = NodeFolders.Lock(settings.Store!);
            var store = NodeFolders.OpenDataStore(settings.Store!);
            await using var observer = await NodeObserver.StartAsync("coordinator", settings).ConfigureAwait(false);
            var start = observer.Of(async stop =>
            {
                var node = await ClusterNode.StartCoordinatorAsync(settings, store, TimeProvider.System, stop)
                    .ConfigureAwait(false);
                return await shown.ShowAsync(node, stop).ConfigureAwait(false);
            });
            return await NodeRun.RunAsync("coordinator", start, cancellation).ConfigureAwait(false);
        }));
        return command;
    }
}
