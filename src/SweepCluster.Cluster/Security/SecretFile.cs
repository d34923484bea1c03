namespace SweepCluster.Cluster.Security;

/// <summary>A file with a secret: a token, a password, a connection string.</summary>
public static class SecretFile
{
    private const UnixFileMode OfOthers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    // .NET's own images set it: a container has no other users, and its secrets are often mounted for all to read.
    private const string InContainer = "DOTNET_RUNNING_IN_CONTAINER";

    /// <summary>What to say of one that every user of this machine can read or change; null where none can.</summary>
    public static string? Objection(string path) =>
        OperatingSystem.IsWindows() || !File.Exists(path) || Environment.GetEnvironmentVariable(InContainer) == "true" || !IsOpen(path)
            ? null
            : $"every user of this machine can read or change {path}, which holds a secret: chmod 600 {path}";

    /// <summary>Says so on standard error; what was started goes on.</summary>
    public static void Tell(string? path)
    {
        if (path is not null && Objection(path) is { } objection)
            Console.Error.WriteLine($"sweep: {objection}");
    }

    private static bool IsOpen(string path)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & OfOthers) == 0)
            return false;
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if ((File.GetUnixFileMode(folder) & UnixFileMode.OtherExecute) == 0)
                return false;
        }

        return true;
    }
}
