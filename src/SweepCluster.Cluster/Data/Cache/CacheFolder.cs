using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Protocol;
namespace SweepCluster.Cluster.Data.Cache;

/// <summary>The files of a cache: which there are, when each was last used, and which to remove for room.</summary>
/// <remarks>
/// The time of last use is the file's modification time, so it outlives the process. Files with other names belong to
/// somebody else and stay. Not thread-safe.
/// </remarks>
internal sealed class CacheFolder : IDisposable
{
    private const string Unfinished = ".part";

    private const string Lock = ".lock";

    private readonly string _folder;
    private FileStream _lock;

    /// <summary>Opens a folder; removes what an earlier process left unfinished and what exceeds the bound.</summary>
    /// <exception cref="IOException">The folder cannot be used, or another process uses it.</exception>
    public CacheFolder(string folder, long mostBytes)
    {
        (_folder, MostBytes) = (PrivateFiles.MakeOwnFolder(folder), mostBytes);
        _lock = Take();
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + Unfinished).Where(DataHash.Names))
            File.Delete(path);
        TryMakeRoom(0, _ => false);
    }

    /// <summary>The most bytes that the cache may hold.</summary>
    public long MostBytes { get; }

    public string PathOf(DataHash hash) => Path.Combine(_folder, hash.Hex);

    public string UnfinishedPathOf(DataHash hash) => $"{PathOf(hash)}.{Guid.NewGuid():n}{Unfinished}";

    /// <summary>Makes the folder again if somebody has removed it.</summary>
    /// <exception cref="IOException">It cannot be made, or another process uses it.</exception>
    public void Restore()
    {
        if (File.Exists(Path.Combine(_folder, Lock)))
            return;
        _lock.Dispose();
        PrivateFiles.MakeOwnFolder(_folder);
        _lock = Take();
    }

    /// <summary>Removes the least recently used files until so many bytes fit.</summary>
    /// <param name="bytes">All bytes on their way, those of the new data included.</param>
    /// <param name="isInUse">Whether data must stay.</param>
    /// <returns>False if not even that is enough.</returns>
    public bool TryMakeRoom(long bytes, Func<string, bool> isInUse)
    {
        var files = new DirectoryInfo(_folder).EnumerateFiles()
            .Where(file => file.Extension != Unfinished && DataHash.Names(file.Name)).ToList();
        var total = bytes + files.Sum(file => file.Length);
        foreach (var file in files.Where(file => !isInUse(file.Name)).OrderBy(file => file.LastWriteTimeUtc))
        {
            if (total <= MostBytes)
                break;
            total -= file.Length;
            file.Delete();
        }

        return total <= MostBytes;
    }

    public void Dispose() => _lock.Dispose();

    private FileStream Take() => new(
        Path.Combine(_folder, Lock),
        FileMode.OpenOrCreate,
        FileAccess.ReadWrite,
        FileShare.None,
        1,
        FileOptions.DeleteOnClose);
}
