using SweepCluster.Cli.Folders;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Programs.Evaluating;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Clients;

/// <summary>Fetches the files of trials that a cluster has kept into the folders where a run would have left them.
/// </summary>
internal static class FetchedFiles
{
    /// <summary>Fetches those that are not there yet; says how many could not be, for the results are whole.</summary>
    /// <param name="connection">Reaches the cluster.</param>
    /// <param name="results">The results.</param>
    /// <param name="folder">Their folder.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    /// <exception cref="UnusableFolderException">Something of somebody else's is in the way.</exception>
    public static async Task BringAsync(
        ClusterConnection connection, SweepResults results, string folder, CancellationToken cancellation)
    {
        var kept = results.Ranked.Where(result => result.Outcome?.KeptFiles is not null).ToList();
        if (kept.Count == 0)
            return;
        TrialsFolder.Claim(folder);
        var folders = new TrialFolders(Path.Combine(folder, Workplace.TrialsName), results.Spec.Planned);
        var (missing, why) = (0, "");
        foreach (var result in kept)
        {
            try
            {
                var own = folders.Of(result.TrialId);
                if (!Directory.Exists(own))
                    await BringAsync(connection, result.Outcome!.KeptFiles!, own, cancellation).ConfigureAwait(false);
            }
            catch (Exception cause) when (cause is NoClusterException or IOException or UnauthorizedAccessException)
            {
                (missing, why) = (missing + 1, cause.Message);
            }
        }

        if (missing > 0)
            await Console.Error.WriteLineAsync(
                $"sweep: the files of {CountWords.Of(missing, "trial")} were not brought ({why}). "
                + "The results are whole; the same command tries again.").ConfigureAwait(false);
    }

    // In place whole or not at all.
    private static async Task BringAsync(
        ClusterConnection connection, string name, string folder, CancellationToken cancellation)
    {
        using var scratch = ScratchFolder.ForFetched();
        var package = Path.Combine(scratch.Path, "files.tar");
        var hash = DataReference.HashIn(name) ?? throw new IOException($"{name} names nothing that is kept");
        await connection.BringDataAsync(hash, package, cancellation).ConfigureAwait(false);
        var part = $"{folder}.part";
        FilePackage.Read(package, part);
        Directory.Move(part, folder);
    }
}
