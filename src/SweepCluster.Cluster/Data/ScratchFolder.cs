namespace SweepCluster.Cluster.Data;

/// <summary>A folder in the machine's temporary one, for this user alone, that is gone with this.</summary>
/// <remarks>
/// A process that is killed leaves its folders behind, with nobody to hold their locks any more: the next process that makes
/// one, or asks for it, removes them.
/// </remarks>
public sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "sweep-";

    // Of another name than a cache that lies in the folder gives its own.
    private const string Lock = ".held";

    // Earlier versions made folders without a lock; and one that was just made has none yet.
    private static readonly TimeSpan OldWithoutLock = TimeSpan.FromDays(1);
    private static readonly string[] Kinds = ["sent", "brought", "data"];

    private readonly FileStream _lock;

    private ScratchFolder(string path) => (Path, _lock) = (path, Hold(path, FileMode.CreateNew));

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>One for data that somebody sends.</summary>
    /// <exception cref="IOException">The temporary folder cannot be written.</exception>
    public static ScratchFolder ForSent() => Make(Kinds[0]);

    /// <summary>One for data that somebody brings to a page.</summary>
    /// <exception cref="IOException">The temporary folder cannot be written.</exception>
    public static ScratchFolder ForBrought() => Make(Kinds[1]);

    /// <summary>One for data that are fetched from a cluster.</summary>
    /// <exception cref="IOException">The temporary folder cannot be written.</exception>
    public static ScratchFolder ForFetched() => Make(Kinds[2]);

    /// <summary>Removes what killed processes of this user have left.</summary>
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

    // Somebody else's folder may be anything, a link elsewhere too.
    private static bool IsOurs(string path) => new DirectoryInfo(path) is { LinkTarget: null }
        && (OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == PrivateFiles.FolderMode);

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
