using System.Globalization;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Checkpoints;

/// <summary>Keeps checkpoints as files in a folder, for a lone coordinator.</summary>
/// <param name="folder">The folder; made when there is something to keep.</param>
public sealed class FolderCheckpointStore(string folder) : ICheckpointStore
{
    /// <summary>The folder's name beside a journal.</summary>
    public const string FolderName = "checkpoints";

    private const string Suffix = ".checkpoint";
    private const string Unfinished = ".part";

    /// <summary>Removes the checkpoints of all sweeps from a folder, and the folder if it is then empty.</summary>
    public static void Clear(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.EnumerateFiles(folder, $"*{Suffix}").Concat(
            Directory.EnumerateFiles(folder, $"*{Suffix}{Unfinished}")).ToList())
            File.Delete(path);
        RemoveIfEmpty(folder);
    }

    /// <inheritdoc/>
    public IReadOnlyList<PackCheckpoint> Read(string sweepId)
    {
        if (!Directory.Exists(folder))
            return [];
        foreach (var path in Directory.EnumerateFiles(folder, $"{Prefix(sweepId)}*{Suffix}{Unfinished}").ToList())
            File.Delete(path);
        var found = new List<PackCheckpoint>();
        var paths = Directory.EnumerateFiles(folder, $"{Prefix(sweepId)}*{Suffix}");
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            if (CheckpointBytes.Read(File.ReadAllBytes(path)) is { } checkpoint)
                found.Add(checkpoint);
            else
                File.Delete(path);
        }

        return found;
    }

    /// <inheritdoc/>
    public void Keep(string sweepId, PackCheckpoint checkpoint)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(sweepId, checkpoint.Start);
        File.WriteAllBytes(path + Unfinished, CheckpointBytes.Of(checkpoint));
        File.Move(path + Unfinished, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Forget(string sweepId, long start)
    {
        if (!Directory.Exists(folder))
            return;
        File.Delete(PathOf(sweepId, start));
        RemoveIfEmpty(folder);
    }

    private static void RemoveIfEmpty(string folder)
    {
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private static string Prefix(string sweepId) => $"{SweepFileNames.Of(sweepId)}-";

    private string PathOf(string sweepId, long start) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix(sweepId)}{start}{Suffix}"));
}
