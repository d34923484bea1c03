namespace SweepCluster.Cluster.Security.Certificates;

/// <summary>A file with a secret: a token, a password, a connection string.</summary>
public static class SecretFile
{
    private const UnixFileMode OfOthers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    // .NET's own images set it. A container has no other users, and its secrets are often mounted readable for all.
    private const string InContainer = "DOTNET_RUNNING_IN_CONTAINER";

    /// <summary>The warning about a file that every user of this machine can read or change; null for others.</summary>
    public static string? Objection(string path)
    {
        var isChecked = !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable(InContainer) != "true";
        return isChecked && File.Exists(path) && IsOpen(path)
            ? $"every user of this machine can read or change {path}, which holds a secret: chmod 600 {path}"
            : null;
    }

    /// <summary>Writes the warning to standard error, if there is one.</summary>
    public static void Tell(string? path)
    {
        if (path is not null && Objection(path) is { } objection)
            Console.Error.WriteLine($"sweep: {objection}");
    }

    private static bool IsOpen(string path)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & OfOthers) == 0)
            return false;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        while (folder is not null)
        {
            if ((File.GetUnixFileMode(folder) & UnixFileMode.OtherExecute) == 0)
                return false;
            folder = Path.GetDirectoryName(folder);
        }

        return true;
    }
}
