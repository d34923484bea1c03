namespace SweepCluster.Programs.Processes;

/// <summary>Finds programs as a shell does.</summary>
internal static class Executables
{
    private const UnixFileMode Executing =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>A program's full path; null if there is none.</summary>
    /// <param name="name">Its name, or a path.</param>
    /// <param name="searched">The folders to look into for a name.</param>
    /// <param name="folder">Where relative paths start.</param>
    public static string? Find(string name, string searched, string folder)
    {
        if (name.Contains('/', StringComparison.Ordinal))
            return Path.GetFullPath(name, folder) is var path && File.Exists(path) ? path : null;
        return searched.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(place => Path.Combine(Path.GetFullPath(place, folder), name))
            .FirstOrDefault(IsExecutable);
    }

    /// <summary>What to say if there is none.</summary>
    public static string NotFound(string name, string searched) => name.Contains('/', StringComparison.Ordinal)
        ? $"{name}: there is no such program; relative paths start at the trial's folder, which holds program.files"
        : searched.Length == 0
            ? $"{name}: PATH is empty, so no program is found by its name: write its full path, or inherit = [PATH]"
            : $"{name}: there is no such program in the program's PATH";

    private static bool IsExecutable(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executing) != 0);
}
