namespace SweepCluster.Cluster.Data.Stores;

/// <summary>Makes files and folders for this user alone, on systems with Unix permissions.</summary>
public static class PrivateFiles
{
    /// <summary>The mode of a folder that only its user can open.</summary>
    internal const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OwnFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder if it is missing; an existing one keeps its mode.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static string MakeFolder(string path) => (OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, FolderMode)).FullName;

    /// <summary>Makes a folder of the program's own, or closes to others what an earlier version left open.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static string MakeOwnFolder(string path)
    {
        var folder = MakeFolder(path);
        Close(folder, FolderMode);
        return folder;
    }

    /// <summary>Makes an empty file if it is missing, or closes to others what an earlier version left open.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void MakeOwnFile(string path)
    {
        if (File.Exists(path))
        {
            Close(path, OwnFileMode);
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnFileMode;
        new FileStream(path, options).Dispose();
    }

    // The folder may be another user's, or on a disk without permissions: then it stays as it is.
    private static void Close(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            if (File.GetUnixFileMode(path) != mode)
                File.SetUnixFileMode(path, mode);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
        }
    }
}
