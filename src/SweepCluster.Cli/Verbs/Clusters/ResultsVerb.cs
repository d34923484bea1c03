using System.CommandLine;
using SweepCluster.Cli.Arguments;
using SweepCluster.Cli.Clients;
using SweepCluster.Cli.Display;
using SweepCluster.Cli.Folders;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Verbs.Clusters;

/// <summary><c>sweep results</c>: the ranked table of a cluster's sweep, so far or whole, or its files.</summary>
internal static class ResultsVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var verb = new ClusterVerb(
            "results",
            "Prints the ranked table of a sweep so far, or writes its files.\n\n"
            + "Example: sweep results keras-decay-3f9a1c02 --out runs/first --cluster 10.0.0.1:4053");
        var id = verb.SweepId();
        var top = verb.Add(new Option<int?>("--top")
        {
            Description = "Only the best N trials.",
            HelpName = "N",
            CustomParser = result => (int?)SharedArguments.Whole(result, "--top", 1, int.MaxValue),
        });
        var format = verb.Add(new Option<string>("--format")
        {
            Description = "table, csv, json or parquet (to a file: > results.parquet).",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "table",
        });
        format.AcceptOnlyFromAmong("table", "csv", "json", "parquet");
        var folder = verb.Add(SharedArguments.Out("Where to write the files of a sweep that is over."));
        return verb.Does(async (parsed, connection, cancellation) =>
        {
            var (results, status) = await FetchAsync(connection, parsed.GetRequiredValue(id), cancellation)
                .ConfigureAwait(false);
            if (parsed.GetValue(folder) is { } path)
                await WriteAsync(connection, path, results, status, cancellation).ConfigureAwait(false);
            else
                await ResultsOutput
                    .PrintAsync(results, parsed.GetRequiredValue(format), parsed.GetValue(top))
                    .ConfigureAwait(false);
            return CodeOf(results);
        });
    }

    /// <summary>Prints a sweep's table.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> PrintAsync(
        ClusterConnection connection, string sweepId, CancellationToken cancellation)
    {
        var (results, _) = await FetchAsync(connection, sweepId, cancellation).ConfigureAwait(false);
        await ResultsOutput.PrintAsync(results, "table", null).ConfigureAwait(false);
        return CodeOf(results);
    }

    private static int CodeOf(SweepResults results) => results.Account.Failed + results.Account.Cancelled == 0
        ? ExitCode.Success
        : ExitCode.Of(results.Spec, RecordedSummary.Of(results));

    private static async Task<(SweepResults Results, SweepProtocol.StatusReply Status)> FetchAsync(
        ClusterConnection connection, string sweepId, CancellationToken cancellation)
    {
        var sweep = new RemoteSweep(connection, sweepId, TimeProvider.System);
        var status = await sweep.StatusAsync(cancellation).ConfigureAwait(false);
        var spec = SweepFileReader.ParseSent(status.Text, sweepId);
        var results = await sweep.ResultsAsync(
            spec, status.Fingerprint, new WaitingNotes(quiet: false).Tell, cancellation).ConfigureAwait(false);
        return (results, status);
    }

    private static async Task WriteAsync(
        ClusterConnection connection, string path, SweepResults results, SweepProtocol.StatusReply status,
        CancellationToken cancellation)
    {
        if (!status.Status.Phase.IsEnd())
            throw new RefusedException(
                $"{status.SweepId} is not over yet; 'sweep watch {status.SweepId}' waits for its end");
        var full = Path.GetFullPath(path);
        var text = SweepFileWriter.Text(FetchedData.Beside(results.Spec, full, cancellation), full);
        using var folder = OutputFolder.Open(full, status.Fingerprint, text, fresh: false);
        await ResultFiles.WriteAsync(folder, results).ConfigureAwait(false);
        await FetchedData.BringFilesAsync(connection, results.Spec, full, cancellation).ConfigureAwait(false);
        await FetchedData.BringAsync(connection, results.Spec, folder.SweepFile, cancellation).ConfigureAwait(false);
        await FetchedFiles.BringAsync(connection, results, full, cancellation).ConfigureAwait(false);
        Console.WriteLine($"All trials: {folder.Summary}");
    }
}
