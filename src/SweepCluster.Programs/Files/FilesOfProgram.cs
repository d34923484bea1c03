using SweepCluster.Programs.Processes;

namespace SweepCluster.Programs.Files;

/// <summary>Reads files that a program has written, and that it may replace with anything else at any time.</summary>
internal static class FilesOfProgram
{
    /// <summary>
    /// Opens one: on Linux never where a link leads, and without waiting for somebody at a pipe's other end.
    /// </summary>
    /// <param name="folder">The program's folder.</param>
    /// <param name="name">The file's name relative to it, with forward slashes.</param>
    /// <exception cref="IOException">It cannot be opened, or is a link.</exception>
    public static FileStream Open(string folder, string name)
    {
        if (!OperatingSystem.IsLinux())
            return File.OpenRead(Path.Combine(folder, name));
        var file = LibC.OpenForeign(folder, name) ?? throw new IOException($"{name} cannot be read");
        return new FileStream(file, FileAccess.Read, bufferSize: 0);
    }
}
