using Microsoft.Extensions.FileSystemGlobbing;
using SweepCluster.Sweeps.Results;

namespace SweepCluster.Programs.Files;

/// <summary>Finds files by patterns such as <c>train.py</c> and <c>lib/**</c>.</summary>
internal static class FilePatterns
{
    /// <summary>The names of the files in a folder that match a pattern.</summary>
    /// <returns>Relative to the folder, with forward slashes.</returns>
    /// <remarks>
    /// Never among them are results of sweeps, for a sweep's files would change by its being run, and what git keeps.
    /// </remarks>
    public static IReadOnlyCollection<string> Matching(string folder, string pattern)
    {
        if (!Directory.Exists(folder))
            return [];
        var results = new Dictionary<string, bool>(StringComparer.Ordinal);
        return
        [
            .. new Matcher(StringComparison.Ordinal).AddInclude(pattern).GetResultsInFullPath(folder)
                .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(name => !name.StartsWith("../", StringComparison.Ordinal) && !IsResult(folder, name, results)),
        ];
    }

    private static bool IsOfAnother(string folder) =>
        Path.GetFileName(folder) == ".git" || ResultsFolder.IsOne(folder);

    private static bool IsResult(string folder, string name, Dictionary<string, bool> results)
    {
        for (var at = name.IndexOf('/', StringComparison.Ordinal); at >= 0; at = name.IndexOf('/', at + 1))
        {
            var inner = name[..at];
            if (!results.TryGetValue(inner, out var isResult))
                results[inner] = isResult = IsOfAnother(Path.Combine(folder, inner));
            if (isResult)
                return true;
        }

        return false;
    }
}
