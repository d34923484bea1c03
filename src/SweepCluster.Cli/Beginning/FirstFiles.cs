using SweepCluster.Cli.Folders;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Cli.Beginning;

/// <summary>Files to begin with: a sweep file with comments, and whatever it needs to run as it is.</summary>
internal static class FirstFiles
{
    /// <summary>What there is to begin with; the first file of each is the sweep file.</summary>
    public static IReadOnlyDictionary<string, string[]> Kinds { get; } = new Dictionary<string, string[]>
    {
        ["program"] = ["program.hocon", "program.py"],
        ["serve"] = ["serve.hocon", "serve.py"],
    };

    /// <summary>Writes the files of a kind.</summary>
    /// <param name="kind">A key of <see cref="Kinds"/>.</param>
    /// <param name="folder">Where they go; made if it is missing.</param>
    /// <returns>Their paths.</returns>
    /// <exception cref="UnusableFolderException">One of them is there already; none was written.</exception>
    public static IReadOnlyList<string> Write(string kind, string folder)
    {
        string[] paths = [.. Kinds[kind].Select(name => Path.Combine(folder, name))];
        if (paths.FirstOrDefault(Path.Exists) is { } present)
            throw new UnusableFolderException(
                $"{present} is there already, and nothing was written: give another folder.");
        Directory.CreateDirectory(folder);
        foreach (var path in paths)
            File.WriteAllText(path, TextOf(Path.GetFileName(path)));
        return paths;
    }

    private static string TextOf(string name) => EmbeddedText.Of(typeof(FirstFiles).Assembly, name);
}
