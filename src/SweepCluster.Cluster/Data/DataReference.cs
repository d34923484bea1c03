using SweepCluster.Cluster.Protocol;
using SweepCluster.Problems;
using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Data;

/// <summary>The name of a data file in a sweep that is sent to a cluster: its hash and its original name.</summary>
/// <remarks>
/// A path means nothing on another machine. The form is <c>windows.csv/sha256-…</c>, as if the content lay in a
/// folder with the file's name, so that older nodes, which look only at the last part, find it too. Their own
/// references have no first part.
/// </remarks>
public static class DataReference
{
    private const string Prefix = "sha256-";

    /// <summary>The name that stands for data in a sweep's text.</summary>
    /// <param name="hash">The hash of the data.</param>
    /// <param name="name">The file's original name; null if it is unknown.</param>
    public static string To(DataHash hash, string? name) =>
        name is null ? Prefix + hash.Hex : $"{name}/{Prefix}{hash.Hex}";

    /// <summary>The hash in the name of a sweep's data file; null if the data are drawn.</summary>
    /// <exception cref="InvalidInputException">The file's name is no such reference.</exception>
    public static DataHash? In(DataSource source)
    {
        if (source.File is not { } file)
            return null;
        return HashIn(file)
            ?? throw new InvalidInputException([new Problem(file, "", "not the name of data that travelled here")]);
    }

    /// <summary>A data file's name; the original one if the file was sent here and the name is known.</summary>
    /// <param name="path">The file as the sweep names it; a full path is always a file on this machine.</param>
    public static string NameOf(string path) =>
        !Path.IsPathRooted(path) && HashIn(path) is not null && Path.GetDirectoryName(path) is { Length: > 0 } name
            ? name
            : Path.GetFileName(path);

    /// <summary>The hash in a name; null if there is none.</summary>
    public static DataHash? HashIn(string file)
    {
        var name = Path.GetFileName(file);
        return name.Length == Prefix.Length + 64 && name.StartsWith(Prefix, StringComparison.Ordinal)
            && name[Prefix.Length..].All(char.IsAsciiHexDigitLower)
            ? DataHash.Parse(name[Prefix.Length..])
            : null;
    }
}
