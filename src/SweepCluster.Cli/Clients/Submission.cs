using SweepCluster.Cli.Display;
using SweepCluster.Cli.Folders;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Running;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Clients;

/// <summary>Sends one sweep to a cluster and brings its results back.</summary>
internal static class Submission
{
    /// <summary>Reads everything first, so that wrong input sends nothing and changes nothing.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        SubmitOptions options, ClusterConnection connection, CancellationToken cancellation)
    {
        var loaded = LoadedSweep.Read(options.File, options.Sets);
        var spec = loaded.Spec;
        using var folder = options.Detach ? null : OutputFolder.Open(loaded, options.Folder, fresh: false);
        if (!options.Quiet)
            await SweepRun.TellDataAsync(loaded).ConfigureAwait(false);
        if (folder is { IsComplete: true })
        {
            if (!options.Quiet)
                Console.WriteLine("This sweep is complete already; give another folder with --out.");
            await MissingFiles.BringBackAsync(
                folder, loaded, null, folder.HasJournal
                    ? "'sweep run' with the same file and folder writes from the journal."
                    : $"'sweep results ID --out {folder.FullPath}' brings the files of the cluster's sweep.")
                .ConfigureAwait(false);
            return FinishedSweep.Show(folder, loaded, options.Quiet);
        }

        var notes = new WaitingNotes(options.Quiet);
        if (!options.Quiet)
            await TellOfSameAsync(connection, loaded, cancellation).ConfigureAwait(false);
        var sweepId = await SendAsync(loaded, options, notes, connection, cancellation).ConfigureAwait(false);
        Console.WriteLine(sweepId);
        if (folder is null)
            return ExitCode.Success;
        var sweep = new RemoteSweep(connection, sweepId, TimeProvider.System);
        try
        {
            using var display = ProgressDisplay.For(options.Quiet, sweepId, spec);
            await sweep.FollowAsync(
                JustAccepted(sweepId, spec, options.Priority),
                seen => display.Show(StatusWords.ViewOf(seen)),
                cancellation)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync().ConfigureAwait(false);
            await Console.Error.WriteLineAsync(
                $"The sweep goes on in the cluster: 'sweep watch {sweepId}' follows it, "
                + $"'sweep results {sweepId} --out DIR' brings its files, 'sweep cancel {sweepId}' stops it.")
                .ConfigureAwait(false);
            return ExitCode.Interrupted;
        }

        var results = await sweep.ResultsAsync(spec, loaded.Fingerprint, notes.Tell, cancellation)
            .ConfigureAwait(false);
        await ResultFiles.WriteAsync(folder, results).ConfigureAwait(false);
        await FetchedFiles.BringAsync(connection, results, folder.FullPath, cancellation).ConfigureAwait(false);
        return FinishedSweep.Show(folder, loaded, options.Quiet);
    }

    private static async Task TellOfSameAsync(
        ClusterConnection connection, LoadedSweep loaded, CancellationToken cancellation)
    {
        var same = await SameSweep.FindAsync(connection, loaded.Spec, loaded.Fingerprint, cancellation)
            .ConfigureAwait(false);
        if (same is not null)
            await Console.Error.WriteLineAsync(
                $"The cluster has this very sweep already, as {same.SweepId} ({StatusWords.Of(same.Phase)}); "
                + $"it is trained once more. 'sweep results {same.SweepId}' gives what is there.")
                .ConfigureAwait(false);
    }

    private static async Task<string> SendAsync(
        LoadedSweep loaded,
        SubmitOptions options,
        WaitingNotes notes,
        ClusterConnection connection,
        CancellationToken cancellation)
    {
        try
        {
            var patience = Patience.Beginning(ClusterVerb.LongestSilence) with { Tell = notes.Tell };
            return await SweepSender
                .SendAsync(
                    connection, loaded.Spec, loaded.Fingerprint, options.Priority, patience, cancellation)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(
                "Interrupted while the sweep was sent: 'sweep list' tells whether the cluster has it.")
                .ConfigureAwait(false);
            throw;
        }
    }

    private static SweepStatus JustAccepted(string sweepId, SweepSpec spec, int priority) => new(
        sweepId, SweepPhase.Queued, new Account(spec.Planned, 0, 0, 0, 0, 0), 0, 0, priority,
        TimeProvider.System.GetUtcNow(), "", Highlights.None);
}
