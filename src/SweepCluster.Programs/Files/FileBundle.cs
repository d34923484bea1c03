using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SweepCluster.Hocon;
using SweepCluster.Problems;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Spec;

namespace SweepCluster.Programs.Files;

/// <summary>The files that a trial finds in its own folder.</summary>
/// <param name="Folder">The folder that they lie in.</param>
/// <param name="Names">Their names relative to it, with forward slashes, in the order of their characters.</param>
internal sealed record FileBundle(string Folder, ImmutableArray<string> Names)
{
    /// <summary>Finds the files of a program.</summary>
    /// <exception cref="InvalidInputException">
    /// A pattern finds none, one has a name of a trial's own file, or one that the command names is not among them.
    /// </exception>
    public static FileBundle Of(ProgramSpec spec)
    {
        var problems = new List<Problem>();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pattern in spec.Files)
        {
            var found = FilePatterns.Matching(spec.Folder, pattern);
            if (found.Count == 0)
                problems.Add(Problem(spec.Folder, "files", $"no file in this folder matches {Shown.Quoted(pattern)}: "
                    + "write names relative to it, such as train.py or lib/**"));
            names.UnionWith(found);
        }

        problems.AddRange(TrialFileNames.All.Where(names.Contains).Select(name => Problem(
            spec.Folder, "files", $"{name} is a name of the trial's own files: rename the file, or leave it out")));
        problems.AddRange(Forgotten(spec, names).Select(name => Problem(
            spec.Folder, "run", $"{name} lies in this folder, but a trial would not find it in its own: "
                + $"write files = [{HoconWriter.Text(name)}]")));
        return problems.Count == 0
            ? new FileBundle(spec.Folder, [.. names])
            : throw new InvalidInputException([.. problems]);
    }

    // What the command names as if the trial were run beside the sweep file.
    private static IEnumerable<string> Forgotten(ProgramSpec spec, SortedSet<string> names) => spec.Run
        .Select(word => word.StartsWith("./", StringComparison.Ordinal) ? word[2..] : word)
        .Where(word => Path.GetExtension(word).Length > 0
            && !Path.IsPathRooted(word)
            && !names.Contains(word)
            && File.Exists(Path.Combine(spec.Folder, word)));

    /// <summary>SHA-256, in lower-case hex, of all names, contents and rights to execute; empty for no files.</summary>
    /// <exception cref="InvalidInputException">A file cannot be read.</exception>
    public string Hash()
    {
        if (Names.IsEmpty)
            return "";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Names)
        {
            try
            {
                using var file = File.OpenRead(PathOf(name));
                var mode = CanExecute(PathOf(name)) ? 'x' : '-';
                hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{name}\n{mode}{file.Length}\n")));
                hash.AppendData(SHA256.HashData(file));
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new InvalidInputException(
                    [Problem(Folder, "files", $"{PathOf(name)} cannot be read: {cause.Message}")]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The first parts of the names: files and folders that lie in the folder itself.</summary>
    public IEnumerable<string> TopNames => Names.Select(name => name.Split('/')[0]).Distinct();

    /// <summary>A file's full path.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    private static bool CanExecute(string path) =>
        !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);

    private static Problem Problem(string folder, string key, string what) => new(folder, $"sweep.program.{key}", what);
}
