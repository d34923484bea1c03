using SweepCluster.Hocon;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Reads a sweep file into a checked <see cref="SweepSpec"/>, or reports every problem with it.</summary>
public static class SweepFileReader
{
    private const string Root = "sweep";

    /// <summary>Reads the file from disk.</summary>
    /// <param name="path">The file; relative data paths start at its folder.</param>
    /// <param name="sets">Values over the file's own, each <c>KEY=VALUE</c>, keys with or without <c>sweep.</c></param>
    /// <exception cref="InvalidInputException">Something is wrong; all problems, in the order of the file.</exception>
    public static SweepSpec Read(string path, IReadOnlyList<string> sets) =>
        Parse(SweepText.Read(path), path, sets, Beside(path), File.Exists);

    /// <summary>Reads the file's text; does not look whether data files are there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fileName">What to call the file in problems; relative data paths start at its folder.</param>
    /// <param name="sets">Values over the file's own, each <c>KEY=VALUE</c>, keys with or without <c>sweep.</c></param>
    /// <exception cref="InvalidInputException">Something is wrong; all problems, in the order of the file.</exception>
    public static SweepSpec Parse(string text, string fileName, IReadOnlyList<string> sets) =>
        Parse(text, fileName, sets, Beside(fileName), _ => true);

    /// <summary>Reads a text from another machine: its data paths mean nothing here, and stay as they are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What to call it in problems.</param>
    /// <exception cref="InvalidInputException">Something is wrong; all problems, in the order of the text.</exception>
    public static SweepSpec ParseSent(string text, string name) => Parse(text, name, [], path => path, _ => true);

    private static Func<string, string> Beside(string fileName) =>
        path => Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(fileName))!);

    private static SweepSpec Parse(
        string text,
        string fileName,
        IReadOnlyList<string> sets,
        Func<string, string> place,
        Func<string, bool> fileExists)
    {
        var log = new ProblemLog();
        var root = HoconParser.ParseFile(text, fileName, log);
        if (log.NestingIsBroken)
            log.ThrowIfAny();
        root = SetOptions.Over(root, sets, log);
        var kind = ObjectiveKinds.Of(root.Find(Root)?.Value as HoconObject);
        var known = new KnownKeys(kind.Blocks, kind.Parameters, SchedulerReader.Blocks);
        var file = new Block(root, "", isSound: root.Find(Root) is not null, log, known).OnlyKnownKeys();
        if (!file.IsSound)
            file.Refuse("", Origin.OfLine(fileName, 1), root.Fields.IsEmpty
                ? "the file says nothing: write sweep { ... }"
                : "no sweep block: write sweep { ... } around everything");
        var spec = new SweepReader(fileName, new FileFinder(place, fileExists), kind).Read(file.Inner(Root));
        log.ThrowIfAny();
        return spec;
    }
}
