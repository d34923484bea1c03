using SweepCluster.Cli.Folders;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Clients;

/// <summary>Fetches a sweep's data file from a cluster to its results, so that its sweep file can be run.</summary>
internal static class FetchedData
{
    private const string FilesName = "files";

    /// <summary>The sweep as a folder has it, with its data file there under the name that its sender used.</summary>
    /// <param name="spec">The sweep as the cluster has it.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellation">Ends the reading of a file that is there already.</param>
    public static SweepSpec Beside(SweepSpec spec, string folder, CancellationToken cancellation)
    {
        if (IsSent(spec.Objective.FilesFolder))
            return spec with { Objective = spec.Objective.WithFilesIn(Path.Combine(folder, FilesName)) };
        if (spec.Objective.Data is not { Source: { File: { } file } source } data
            || DataReference.In(source) is not { } hash)
            return spec;
        var named = Path.Combine(folder, DataReference.NameOf(file));
        // A file of that name that is not the data is left alone.
        var path = IsFree(named) || (File.Exists(named) && DataHash.OfFile(named, cancellation) == hash)
            ? named
            : Path.Combine(folder, DataReference.To(hash, null));
        return spec with { Objective = spec.Objective.WithData(data with { Source = source.ReadFrom(path) }) };
    }

    /// <summary>Fetches the files of a sweep of programs, unless there are any.</summary>
    /// <param name="connection">Reaches the cluster.</param>
    /// <param name="spec">The sweep as the cluster has it.</param>
    /// <param name="folder">The folder of the results.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    public static async Task BringFilesAsync(
        ClusterConnection connection, SweepSpec spec, string folder, CancellationToken cancellation)
    {
        var files = Path.Combine(folder, FilesName);
        if (!IsSent(spec.Objective.FilesFolder) || Path.Exists(files))
            return;
        using var scratch = ScratchFolder.ForFetched();
        var package = Path.Combine(scratch.Path, "files.tar");
        await BringAsync(
            connection, DataReference.HashIn(spec.Objective.FilesFolder!)!, package, FilesName, cancellation)
            .ConfigureAwait(false);
        if (File.Exists(package))
            FilePackage.Read(package, files);
    }

    /// <summary>Fetches the file that a folder's sweep file names, if it belongs there and is missing.</summary>
    /// <param name="connection">Reaches the cluster.</param>
    /// <param name="spec">The sweep as the cluster has it.</param>
    /// <param name="sweepFile">The folder's sweep file.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    public static async Task BringAsync(
        ClusterConnection connection, SweepSpec spec, string sweepFile, CancellationToken cancellation)
    {
        if (spec.Objective.Data is not { } data
            || DataReference.In(data.Source) is not { } hash
            || FileIn(sweepFile) is not { } path
            || Path.GetDirectoryName(path) != Path.GetDirectoryName(sweepFile)
            || Path.Exists(path))
            return;
        await BringAsync(connection, hash, path, Path.GetFileName(path), cancellation).ConfigureAwait(false);
    }

    private static bool IsSent(string? folder) => folder is not null && DataReference.HashIn(folder) is not null;

    private static async Task BringAsync(
        ClusterConnection connection, DataHash hash, string path, string name, CancellationToken cancellation)
    {
        try
        {
            await connection.BringDataAsync(hash, path, cancellation).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is NoClusterException or IOException or UnauthorizedAccessException)
        {
            await Console.Error
                .WriteLineAsync($"sweep: {name}, the data, was not brought ({cause.Message}). The results are whole.")
                .ConfigureAwait(false);
        }
    }

    private static bool IsFree(string path) => !Path.Exists(path) && !OwnFiles.IsName(Path.GetFileName(path));

    private static string? FileIn(string sweepFile)
    {
        try
        {
            return SweepFileReader.Parse(File.ReadAllText(sweepFile), sweepFile, []).Objective.Data?.Source.File;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }
}
