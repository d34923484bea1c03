using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Folders;

/// <summary>The folder of a sweep that has a folder per trial; a mark tells it from somebody else's.</summary>
internal static class TrialsFolder
{
    private const string Mark = ".sweep";

    /// <summary>Makes it, with its mark.</summary>
    /// <exception cref="UnusableFolderException">Somebody else's folder or file has its name.</exception>
    public static void Claim(string folder)
    {
        var path = Of(folder);
        var isForeign = File.Exists(path)
            || (Directory.Exists(path) && !IsOwn(path) && Directory.EnumerateFileSystemEntries(path).Any());
        if (isForeign)
            throw OwnFiles.Foreign(path);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, Mark), "");
    }

    /// <summary>Removes the folders of all trials, unless they are somebody else's.</summary>
    /// <remarks>Copies of the sweep's files stay: they may be the very ones that it is to be run with again.</remarks>
    public static void Remove(string folder)
    {
        var path = Of(folder);
        if (!IsOwn(path) || new DirectoryInfo(path).LinkTarget is not null)
            return;
        foreach (var trials in Directory.EnumerateDirectories(path)
            .Where(name => !Path.GetFileName(name).StartsWith(Workplace.FilesPrefix, StringComparison.Ordinal)))
            Directory.Delete(trials, recursive: true);
    }

    private static string Of(string folder) => Path.Combine(folder, Workplace.TrialsName);

    private static bool IsOwn(string path) => File.Exists(Path.Combine(path, Mark));
}
