using System.Formats.Tar;

namespace SweepCluster.Cluster.Data;

/// <summary>The files of a sweep as one file, which travels as data do.</summary>
public static class FilePackage
{
    // The same files make the same package, so that it is stored once.
    private static readonly DateTimeOffset Never = DateTimeOffset.UnixEpoch;

    /// <summary>Writes a package.</summary>
    /// <param name="folder">The folder that the files lie in.</param>
    /// <param name="names">Their names relative to it, with forward slashes.</param>
    /// <param name="path">The package.</param>
    /// <param name="changed">When its files were changed; never, if that is to play no part.</param>
    /// <exception cref="IOException">A file cannot be read, or the package cannot be written.</exception>
    public static void Write(string folder, IEnumerable<string> names, string path, DateTimeOffset? changed = null)
    {
        using var file = File.Create(path);
        // Not pax: its headers name the process that wrote them.
        using var tar = new TarWriter(file, TarEntryFormat.Gnu);
        foreach (var name in names)
        {
            using var content = File.OpenRead(Path.Combine(folder, name));
            tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = content,
                ModificationTime = changed ?? Never,
                AccessTime = Never,
                ChangeTime = Never,
                Mode = ModeOf(content.Name),
            });
        }
    }

    /// <summary>Takes the files out of a package.</summary>
    /// <param name="path">The package.</param>
    /// <param name="folder">Where they go; made if it is missing, and nothing is written outside it.</param>
    /// <exception cref="IOException">The package is damaged, or the folder cannot be written.</exception>
    public static void Read(string path, string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            TarFile.ExtractToDirectory(path, folder, overwriteFiles: true);
        }
        catch (Exception damaged) when (damaged is FormatException or InvalidDataException)
        {
            throw new IOException($"the sweep's files arrived damaged ({damaged.Message})", damaged);
        }
    }

    private static UnixFileMode ModeOf(string path)
    {
        const UnixFileMode Reading = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        var mode = Reading | UnixFileMode.UserWrite;
        return !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute)
            ? mode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute
            : mode;
    }
}
