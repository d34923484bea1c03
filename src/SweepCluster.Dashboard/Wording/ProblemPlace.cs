using System.Globalization;
using SweepCluster.Dashboard.Live;
using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Wording;

/// <summary>Where in a sweep file a problem is.</summary>
internal static class ProblemPlace
{
    /// <summary>The line, counted from 1; null if the problem is in no line of the sweep file.</summary>
    public static int? LineOf(Problem problem) =>
        problem.Where.StartsWith($"{UploadReader.FileName}:", StringComparison.Ordinal)
        && int.TryParse(
            problem.Where[(UploadReader.FileName.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture,
            out var line)
            ? line
            : null;

    /// <summary>What is wrong, for a reader who sees the line.</summary>
    public static string WordsOf(Problem problem) =>
        problem.Subject.Length == 0
            ? problem.What
            : $"{problem.Subject[(problem.Subject.LastIndexOf('.') + 1)..]}: {problem.What}";
}
