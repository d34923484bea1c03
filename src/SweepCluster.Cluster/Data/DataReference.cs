using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Data;

/// <summary>How a sweep that travels names its data file: by what is in it, for its path means nothing elsewhere, and what it was called.</summary>
/// <remarks>
/// <c>windows.csv/sha256-…</c>: as if the content lay in a folder of the file's name, so that nodes of before, which look at
/// the last part alone, find it too. Theirs have no first part.
/// </remarks>
public static class DataReference
{
    private const string Prefix = "sha256-";

    /// <summary>The name that stands for data in a sweep's text.</summary>
    /// <param name="hash">Of the data.</param>
    /// <param name="name">What the file was called; null where nobody knows.</param>
    public static string To(DataHash hash, string? name) => name is null ? Prefix + hash.Hex : $"{name}/{Prefix}{hash.Hex}";

    /// <summary>The hash that a sweep's data file is named by; null where the data are drawn.</summary>
    /// <exception cref="InvalidInputException">The file is named in another way.</exception>
    public static DataHash? In(DataSource source)
    {
        if (source.File is not { } file)
            return null;
        return HashIn(file) ?? throw new InvalidInputException([new Problem(file, "", "not the name of data that travelled here")]);
    }

    /// <summary>What a data file is called: of one that travelled, what it was called before, where that is known.</summary>
    /// <param name="path">As a sweep names the file: a full path lies on this machine, whatever the file is called there.</param>
    public static string NameOf(string path) =>
        !Path.IsPathRooted(path) && HashIn(path) is not null && Path.GetDirectoryName(path) is { Length: > 0 } name
            ? name
            : Path.GetFileName(path);

    private static DataHash? HashIn(string file)
    {
        var name = Path.GetFileName(file);
        return name.Length == Prefix.Length + 64 && name.StartsWith(Prefix, StringComparison.Ordinal)
            && name[Prefix.Length..].All(char.IsAsciiHexDigitLower)
            ? DataHash.Parse(name[Prefix.Length..])
            : null;
    }
}
