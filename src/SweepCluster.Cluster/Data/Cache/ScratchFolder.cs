using SweepCluster.Cluster.Data.Stores;
namespace SweepCluster.Cluster.Data.Cache;

/// <summary>A temporary folder for this user alone, removed when this object is disposed.</summary>
/// <remarks>
/// A killed process leaves its folders behind without anybody who holds their locks. The next process that makes such a
/// folder, or calls <see cref="RemoveLeftovers"/>, removes them.
/// </remarks>
public sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "sweep-";

    // Must differ from the name of a cache's lock, because a cache may lie in the folder.
    private const string Lock = ".held";

    // Earlier versions made folders without a lock, but a folder that was just made has none yet either.
    private static readonly TimeSpan OldWithoutLock = TimeSpan.FromDays(1);
    private static readonly string[] Kinds = ["sent", "brought", "data", "programs"];

    private readonly FileStream _lock;

    private ScratchFolder(string path) => (Path, _lock) = (path, Hold(path, FileMode.CreateNew));

    /// <summary>The folder's path.</summary>
    public string Path { get; }

    /// <summary>One for data that somebody sends.</summary>
    /// <exception cref="IOException">The temporary folder cannot be written.</exception>
    public static ScratchFolder ForSent() => Make(Kinds[0]);

    /// <summary>One for data that somebody uploads through a page.</summary>
    /// <exception cref="IOException">The temporary folder cannot be written.</exception>
    public static ScratchFolder ForBrought() => Make(Kinds[1]);

    /// <summary>One for data from a cluster.</summary>
    /// <exception cref="IOException">The temporary folder cannot be written.</exception>
    public static ScratchFolder ForFetched() => Make(Kinds[2]);

    /// <summary>One for programs at work.</summary>
    /// <exception cref="IOException">The temporary folder cannot be written.</exception>
    public static ScratchFolder ForPrograms() => Make(Kinds[3]);

    /// <summary>Removes the folders that killed processes of this user have left behind.</summary>
    public static void RemoveLeftovers()
    {
        var here = new EnumerationOptions { IgnoreInaccessible = true };
        foreach (var path in Kinds.SelectMany(kind =>
            Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), $"{Prefix}{kind}-*", here)))
        {
            try
            {
                if (IsOurs(path) && IsLeftOver(path))
                    Directory.Delete(path, recursive: true);
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                // In use, somebody else's, or just gone.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    private static ScratchFolder Make(string kind)
    {
        RemoveLeftovers();
        return new(Directory.CreateTempSubdirectory($"{Prefix}{kind}-").FullName);
    }

    // Somebody else's folder may be anything, even a link to another place. Programs of another user pass through ours.
    private static bool IsOurs(string path) => new DirectoryInfo(path) is { LinkTarget: null }
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & ~UnixFileMode.GroupExecute) == PrivateFiles.FolderMode);

    private static bool IsLeftOver(string path)
    {
        if (!File.Exists(System.IO.Path.Combine(path, Lock)))
            return DateTime.UtcNow - Directory.GetLastWriteTimeUtc(path) > OldWithoutLock;
        Hold(path, FileMode.Open).Dispose();
        return true;
    }

    private static FileStream Hold(string path, FileMode mode) =>
        new(System.IO.Path.Combine(path, Lock), mode, FileAccess.ReadWrite, FileShare.None, 1);
}
