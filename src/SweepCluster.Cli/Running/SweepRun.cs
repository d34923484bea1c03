using SweepCluster.Cli.Dashboards;
using SweepCluster.Cli.Display;
using SweepCluster.Cli.Explaining;
using SweepCluster.Cli.Folders;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work.Training;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Running;

/// <summary>Runs one sweep from its file to its results.</summary>
internal static class SweepRun
{
    /// <summary>Reads everything first, so that wrong input starts nothing and changes nothing.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(RunOptions options, CancellationToken cancellation)
    {
        Warmup.Begin();
        var read = LoadedSweep.Read(options.File, options.Sets);
        read.Spec.Kind.CheckHere(read.Spec);
        var gpus = MachineCheck.Gpus(read.Spec, options.Workers, options.Gpus);
        using var sweep = read.In(
            OutputFolder.PathOf(read.Spec, options.Folder), options.Workers, new GpuPool(gpus));
        options = options with { Gpus = gpus.Length };
        using var folder = OutputFolder.Open(sweep, options.Folder, options.Fresh);
        if (!options.Quiet)
            await TellDataAsync(sweep).ConfigureAwait(false);
        if (folder.IsComplete)
        {
            if (!options.Quiet)
                Console.WriteLine("This sweep is complete already; --fresh starts it over.");
            await MissingFiles.BringBackAsync(
                folder, sweep, writable => TrainAsync(sweep, writable, options, cancellation),
                "There is no journal to write from; --fresh trains the sweep again.").ConfigureAwait(false);
        }
        else
        {
            var code = await TrainAsync(sweep, folder, options, cancellation).ConfigureAwait(false);
            if (code != ExitCode.Success)
                return code;
        }

        return FinishedSweep.Show(folder, sweep, options.Quiet);
    }

    /// <summary>Says which data were read.</summary>
    public static Task TellDataAsync(LoadedSweep sweep) => sweep.Spec.Kind.DataRead(sweep.Spec, sweep.Data) is { } data
        ? Console.Error.WriteLineAsync(data)
        : Task.CompletedTask;

    private static async Task<int> TrainAsync(
        LoadedSweep sweep, OutputFolder folder, RunOptions options, CancellationToken cancellation)
    {
        var name = sweep.Spec.Name;
        var submit = new SweepProtocol.SubmitSweep(
            $"{name}-{sweep.Fingerprint[..12]}",
            sweep.Fingerprint,
            SweepFileWriter.Text(sweep.Spec, folder.FullPath),
            Priority: 1)
        {
            Spec = sweep.Spec,
        };
        try
        {
            if (sweep.Spec.Objective.RunsPrograms)
                TrialsFolder.Claim(folder.FullPath);
            Warmup.Begin(sweep.Objective);
            var nodeOptions = new EmbeddedNodeOptions(
                folder.Journal, options.Workers, new LocalTraining(sweep.Objective), TimeProvider.System)
            {
                Gpus = options.Gpus ?? 0,
                Logs = new TrialFolderLogs(folder.FullPath, sweep.Spec),
            };
            await using var node = await EmbeddedNode.StartAsync(nodeOptions, cancellation).ConfigureAwait(false);
            await using var dashboard = options.Dashboard is not { } shown
                ? null
                : await RunningDashboard
                    .StartAsync(shown, new LocalConnection(node.Coordinator, sweep.Data), cancellation)
                    .ConfigureAwait(false);
            var client = new SweepClient(node.System, node.Coordinator);
            SweepResults results;
            using (var display = ProgressDisplay.For(options.Quiet, name, sweep.Spec))
            {
                var isFirst = true;
                results = await client.RunAsync(submit, (progress, nodes) =>
                {
                    if (isFirst && progress is { IsAccountKnown: true, Account.Done: > 0, Ended: null })
                        display.Say(
                            $"going on: {progress.Account.Done} of "
                            + $"{CountWords.Of(progress.Account.Planned, "trial")} were done");
                    isFirst = isFirst && !progress.IsAccountKnown;
                    display.Show(StatusWords.ViewOf(progress, nodes));
                }, cancellation).ConfigureAwait(false);
            }

            await ResultFiles.WriteAsync(folder, results).ConfigureAwait(false);
            if (dashboard is not null)
                await RunningDashboard.KeepOpenAsync(dashboard, folder.FullPath, cancellation).ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync().ConfigureAwait(false);
            await Console.Error.WriteLineAsync(
                $"Interrupted. What is trained is kept in {folder.FullPath}; run the same command again to go on.")
                .ConfigureAwait(false);
            return ExitCode.Interrupted;
        }
        catch (SweepInterruptedException begun) when (begun.Kind == OutageKind.OtherVersion)
        {
            throw new UnusableFolderException(
                $"{folder.FullPath} was begun by another version: {begun.Message}.",
                "Nothing was touched: go on with the version that began it, or start over with --fresh.");
        }
        catch (SweepInterruptedException damaged) when (damaged.Kind == OutageKind.Damage)
        {
            throw new UnusableFolderException(
                $"{damaged.Message}.",
                $"Its results cannot be trusted, and {folder.FullPath} was left as it is: "
                    + "run the same command with --fresh to start over.");
        }
        catch (Exception cause) when (cause is SweepInterruptedException or IOException or UnauthorizedAccessException)
        {
            throw new UnusableFolderException(
                $"{folder.FullPath} cannot be used ({cause.Message.TrimEnd('.')}). What is recorded there is kept:",
                "see to it that it can be written and has space, and run the same command again to go on.");
        }
    }
}
