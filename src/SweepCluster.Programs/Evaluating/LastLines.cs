using System.Text;
using SweepCluster.Problems;

namespace SweepCluster.Programs.Evaluating;

/// <summary>The end of a program's output.</summary>
internal static class LastLines
{
    private const int MostBytes = 16 * 1024;
    private const int MostLines = 20;
    private const int LongestLine = 400;

    /// <summary>The last lines that are not blank; none if there is no such file.</summary>
    public static IReadOnlyList<string> Of(string path)
    {
        if (!File.Exists(path))
            return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(MostBytes, file.Length), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return
        [
            .. reader.ReadToEnd().Split('\n')
                .Select(line => Shown.Line(line.TrimEnd()))
                .Where(line => line.Length > 0)
                .TakeLast(MostLines)
                .Select(Cut),
        ];
    }

    private static string Cut(string line) =>
        Shown.Start(line, LongestLine) is var start && start.Length == line.Length ? line : $"{start}…";
}
