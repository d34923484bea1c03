using System.CommandLine;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Nodes;
using SweepCluster.Cli.Observing;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Settings;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Programs.Processes;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep worker</c>: a worker node.</summary>
internal static class WorkerVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var command = new Command(
            "worker",
            "Runs a worker: it joins a cluster and trains what its coordinator has. "
            + "Ctrl-C or SIGTERM hands its work back; it may join and leave at any time.\n\n"
            + "Example: sweep worker --join 10.0.0.1:4053 --host 10.0.0.7 --slots 8");
        var arguments = new NodeArguments(command)
            .WithSets(command)
            .With(command, "--join", "join", "Every coordinator of the cluster.", "HOST:PORT,...")
            .With(command, "--host", "host", "The address that other nodes reach this one at.", "HOST")
            .With(command, "--port", "port", "The port; any free one by default.", "PORT")
            .With(
                command, "--slots", "slots",
                "Packs trained at the same time; one per processor core by default.", "N")
            .With(
                command, "--gpus", "gpus",
                "GPUs that programs may use; as many as nvidia-smi lists by default.", "N")
            .WithSwitch(
                command, "--allow-programs", "allow-programs",
                "Lets sweeps run programs on this machine, as this user; whoever may submit a sweep may then do what "
                + "this user may.")
            .With(
                command, "--metrics", "metrics",
                "Where /metrics, /healthz and /readyz are served; nowhere by default.", "HOST:PORT");
        command.SetAction((parsed, cancellation) => VerbGuard.RunAsync(async () =>
        {
            Warmup.BeginNode();
            var settings = NodeSettingsReader.Read(NodeKind.Worker, arguments.Sources(parsed));
            var servers = new DataServers();
            using var cache = NodeFolders.OpenCache(settings, servers);
            var gpus = settings.AllowsPrograms ? GpuDevices.Find(settings.Gpus) : [];
            settings = settings with { Gpus = gpus.Length };
            using var programs = new ProgramPlace(cache, settings.AllowsPrograms, settings.Slots)
            {
                Gpus = new GpuPool(gpus),
                Servers = servers.Known,
                Rules = new ProgramRules(
                    settings.AllowedPrograms,
                    settings is { AllowsPrograms: true, ProgramUser: { } user } ? ProgramUsers.Find(user) : null),
            };
            using var training = new ClusterTraining(cache, programs);
            await using var observer = await NodeObserver.StartAsync("worker", settings).ConfigureAwait(false);
            return await NodeRun.RunAsync(
                $"worker with {CountWords.Of(settings.Slots, "slot")}",
                observer.Of(stop => ClusterNode.StartWorkerAsync(settings, training, servers, stop)),
                cancellation).ConfigureAwait(false);
        }));
        return command;
    }
}
