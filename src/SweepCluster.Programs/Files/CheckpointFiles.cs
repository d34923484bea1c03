using System.Collections.Immutable;
using SweepCluster.Programs.Outcomes;

namespace SweepCluster.Programs.Files;

/// <summary>The files in a folder that a program writes to at any time.</summary>
internal static class CheckpointFiles
{
    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>Which files there are, how large and how new: if two are equal, nothing was written between them.
    /// </summary>
    public static FolderState StateOf(string folder) => new(
    [
        .. new DirectoryInfo(folder).EnumerateFiles("*", All)
            .Select(file => (
                Name: Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'),
                file.Length,
                file.LastWriteTimeUtc))
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ]);

    /// <summary>A copy of them; null if something was written meanwhile.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="state">What is in it.</param>
    public static ImmutableArray<KeptFile>? Copy(string folder, FolderState state)
    {
        try
        {
            ImmutableArray<KeptFile> files =
            [
                .. state.Files.Select(file => new KeptFile(file.Name, Read(folder, file.Name, file.Bytes))),
            ];
            return StateOf(folder).Equals(state) ? files : null;
        }
        catch (Exception changed) when (changed is IOException or UnauthorizedAccessException)
        {
            // It was renamed or removed, or is a link now.
            return null;
        }
    }

    /// <summary>Copies them to another folder; false if something was written meanwhile.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="state">What is in it.</param>
    /// <param name="copies">Where the copies go.</param>
    /// <exception cref="IOException">The copies cannot be written.</exception>
    public static bool Copy(string folder, FolderState state, string copies)
    {
        foreach (var file in state.Files)
        {
            var path = Path.Combine(copies, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var copy = File.Create(path);
            try
            {
                using var content = FilesOfProgram.Open(folder, file.Name);
                content.CopyTo(copy);
            }
            catch (IOException)
            {
                return false;
            }
        }

        return StateOf(folder).Equals(state);
    }

    private static byte[] Read(string folder, string name, long length)
    {
        using var file = FilesOfProgram.Open(folder, name);
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes files to a folder, and nothing outside it.</summary>
    /// <exception cref="IOException">The folder cannot be written, or a name leads out of it.</exception>
    public static void Write(IEnumerable<KeptFile> files, string folder)
    {
        var inside = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (var file in files)
        {
            var path = Path.GetFullPath(Path.Combine(folder, file.Name));
            if (!path.StartsWith(inside, StringComparison.Ordinal))
                throw new IOException($"a checkpoint has a file {file.Name}, which lies outside its folder");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content.Span);
        }
    }
}

/// <summary>What is in a folder at a time.</summary>
/// <param name="Files">By name: bytes, and when it was last written to.</param>
internal sealed record FolderState(ImmutableArray<(string Name, long Bytes, DateTime Written)> Files)
{
    /// <summary>Nothing.</summary>
    public static FolderState Empty { get; } = new([]);

    /// <summary>Bytes of all files.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <inheritdoc/>
    public bool Equals(FolderState? other) => other is not null && Files.SequenceEqual(other.Files);

    /// <inheritdoc/>
    public override int GetHashCode() => Files.Length;
}
