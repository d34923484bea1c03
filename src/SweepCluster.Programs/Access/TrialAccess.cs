using SweepCluster.Programs.Processes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Access;

/// <summary>What the user that programs run as may do with a worker's folders.</summary>
internal static class TrialAccess
{
    private const UnixFileMode Reading = UnixFileMode.GroupRead;
    private const UnixFileMode Passing = UnixFileMode.GroupExecute;

    private static readonly EnumerationOptions NoLinks = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>The folder that holds what a program prints.</summary>
    /// <remarks>
    /// Another user's program could put a link in place of a file in its own folder, and have this process read for it
    /// what it may not read itself, or write where it may not write.
    /// </remarks>
    /// <param name="folder">The program's own folder.</param>
    /// <param name="user">Whom the program runs as; null for the user of this process.</param>
    public static string LogFolder(string folder, ProgramUser? user) => user is null ? folder : $"{folder}.printed";

    /// <summary>A folder becomes the user's own, with all that this process has put there.</summary>
    public static void Give(string folder, ProgramUser user)
    {
        foreach (var inner in Directory.EnumerateFileSystemEntries(folder, "*", NoLinks))
            Own(inner, user.Id, user.Group);
        Own(folder, user.Id, user.Group);
    }

    /// <summary>The user may reach what is in the folder, if the user's name for it is known.</summary>
    public static void LetPass(string folder, ProgramUser user) => Let(folder, user, Passing);

    /// <summary>The user may read a folder with all that is in it, and change nothing.</summary>
    public static void LetRead(string folder, ProgramUser user)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
            return;
        Let(folder, user, Reading | Passing);
        foreach (var inner in Directory.EnumerateDirectories(folder))
            LetRead(inner, user);
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var runs = (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0;
            Let(file, user, runs ? Reading | Passing : Reading);
        }
    }

    private static void Let(string path, ProgramUser user, UnixFileMode more)
    {
        if (OperatingSystem.IsWindows())
            return;
        Own(path, LibC.EffectiveUser(), user.Group);
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | more);
    }

    private static void Own(string path, uint user, uint group)
    {
        if (LibC.ChangeOwner(path, user, group) != 0)
            throw new TryElsewhereException($"{path} cannot be given to the user that programs run as");
    }
}
