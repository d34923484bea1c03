using System.Globalization;
using Microsoft.Extensions.FileSystemGlobbing;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Files;

/// <summary>The files of an attempt that a sweep wants to have.</summary>
/// <param name="Spec">The program; it names them.</param>
/// <param name="Folder">The attempt's folder.</param>
internal sealed record FilesToKeep(ProgramSpec Spec, string Folder)
{
    /// <summary>The most bytes of one trial.</summary>
    public const long MostBytes = 256L << 20;

    /// <summary>Hands them over.</summary>
    /// <returns>The name that they are kept under, or why they are not: a result must not be lost for it.</returns>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public (string? Name, string Problem) HandTo(IFileKeeper keeper, CancellationToken cancellation)
    {
        try
        {
            var files = Matching();
            if (files.Count == 0)
                return (null, $"there is no file that keep = [{string.Join(", ", Spec.Keep)}] names");
            var bytes = files.Sum(file => file.Bytes);
            if (bytes > MostBytes)
                return (null, $"what keep names has {Megabytes(bytes)}, and at most {Megabytes(MostBytes)} of a trial "
                    + "are kept: nothing was");
            return (HandCopiesTo(keeper, [.. files.Select(file => file.Name)], cancellation), "");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return (null, $"what keep names was not kept: {cause.Message}");
        }
    }

    // Nothing that a link leads to: it would be somebody else's, and links may lead in circles.
    private List<(string Name, long Bytes)> Matching()
    {
        var patterns = new Matcher(StringComparison.Ordinal);
        patterns.AddIncludePatterns(Spec.Keep);
        return
        [
            .. CheckpointFiles.StateOf(Folder).Files
                .Where(file => patterns.Match(Folder, Path.Combine(Folder, file.Name)).HasMatches)
                .Select(file => (file.Name, file.Bytes)),
        ];
    }

    // What a program that has not quite ended changes meanwhile is not changed in them.
    private string HandCopiesTo(IFileKeeper keeper, List<string> names, CancellationToken cancellation)
    {
        var copies = Directory.CreateTempSubdirectory("sweep-keep-").FullName;
        try
        {
            foreach (var name in names)
            {
                using var file = FilesOfProgram.Open(Folder, name);
                var path = Path.Combine(copies, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var copy = File.Create(path);
                file.CopyTo(copy);
            }

            return keeper.Keep(copies, names, KeepingTerm.Results, cancellation);
        }
        finally
        {
            Directory.Delete(copies, recursive: true);
        }
    }

    private static string Megabytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / (double)(1 << 20)):0} MB");
}
