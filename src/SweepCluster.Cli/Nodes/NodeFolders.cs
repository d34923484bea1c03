using System.Data.Common;
using SweepCluster.Cli.Folders;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cli.Nodes;

/// <summary>What nodes keep on disk.</summary>
internal static class NodeFolders
{
    /// <summary>
    /// Makes a coordinator's folder and journal, for this user alone, and locks out a second coordinator; null if it
    /// has no folder.
    /// </summary>
    /// <exception cref="UnusableFolderException">It is in use, or cannot be written.</exception>
    public static FileStream? Lock(StoreSettings store) => store is not StoreSettings.InFolder folder
        ? null
        : Guarded(folder.Folder, "may this user write it?", () =>
        {
            PrivateFiles.MakeFolder(folder.Folder);
            var inUse = Lock(folder.Folder);
            // SQLite gives the files that it creates beside its database the same permissions.
            PrivateFiles.MakeOwnFile(Path.Combine(folder.Folder, JournalConfiguration.FileName));
            return inUse;
        });

    /// <summary>Opens a coordinator's data sets.</summary>
    /// <exception cref="UnusableFolderException">They cannot be opened.</exception>
    public static IDataStore OpenDataStore(StoreSettings store) => store switch
    {
        StoreSettings.InFolder folder => Guarded<IDataStore>(
            folder.Folder, "may this user write it?", () => new FolderDataStore(Path.Combine(folder.Folder, "data"))),
        StoreSettings.InPostgreSql database => OpenDatabase(database.ConnectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(store), store, "No such place for data."),
    };

    /// <summary>Opens a worker's cache.</summary>
    /// <exception cref="UnusableFolderException">It cannot be opened.</exception>
    public static DataCache OpenCache(NodeSettings settings, DataServers servers) => Guarded(
        settings.CacheFolder!,
        "give another folder with --set cache.folder=...",
        () => DataCache.OpenFree(
            PrivateFiles.MakeFolder(settings.CacheFolder!),
            settings.CacheBytes,
            servers.Known,
            TimeProvider.System));

    private static FileStream Lock(string folder)
    {
        var path = Path.Combine(folder, ".lock");
        PrivateFiles.MakeOwnFile(path);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (File.Exists(path))
        {
            throw new UnusableFolderException(
                $"another coordinator is at work in {Path.GetFullPath(folder)} ({cause.Message}); "
                + "give another folder with --data");
        }
    }

    private static SqlDataStore OpenDatabase(string connectionString)
    {
        try
        {
            return new SqlDataStore(connectionString);
        }
        catch (Exception cause) when (cause is DbException or ArgumentException)
        {
            throw new UnusableFolderException(
                $"the database of the journal cannot be used ({cause.Message}); "
                + "see to it, and to journal.connection-string-file");
        }
    }

    private static T Guarded<T>(string folder, string hint, Func<T> open)
    {
        if (File.Exists(folder))
            throw new UnusableFolderException($"{Path.GetFullPath(folder)} is a file, not a folder; give another one");
        try
        {
            return open();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UnusableFolderException($"{Path.GetFullPath(folder)} cannot be used ({cause.Message}); {hint}");
        }
    }
}
