namespace SweepCluster.Cluster.Data;

/// <summary>Files and folders that are for this user alone; where the system has no such rights, for those it gives them to.</summary>
public static class PrivateFiles
{
    /// <summary>Of a folder that only its user can look into.</summary>
    internal const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OwnFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder where it is missing; one that is there keeps the rights that somebody gave it.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static string MakeFolder(string path) => (OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, FolderMode)).FullName;

    /// <summary>Makes a folder that is the program's own, or closes it to others where an earlier version left it open.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static string MakeOwnFolder(string path)
    {
        var folder = MakeFolder(path);
        Close(folder, FolderMode);
        return folder;
    }

    /// <summary>Makes an empty file where it is missing, and closes it to others where an earlier version left it open.</summary>
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

    // A folder may be another user's, or on a disk without rights: then it is as it is.
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
