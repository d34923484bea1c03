using SweepCluster.Training.Data;

namespace SweepCluster.Cluster.Data;

/// <summary>How a sweep that travels names its data file: by what is in it, for its path means nothing elsewhere.</summary>
public static class DataReference
{
    private const string Prefix = "sha256-";

    /// <summary>The name that stands for data in a sweep's text.</summary>
    public static string To(DataHash hash) => Prefix + hash.Hex;

    /// <summary>The hash that a sweep's data file is named by; null where the data are drawn.</summary>
    /// <exception cref="InvalidInputException">The file is named in another way.</exception>
    public static DataHash? In(DataSource source)
    {
        if (source.File is not { } file)
            return null;
        var name = Path.GetFileName(file);
        if (name.Length == Prefix.Length + 64 && name.StartsWith(Prefix, StringComparison.Ordinal)
            && name[Prefix.Length..].All(char.IsAsciiHexDigitLower))
            return DataHash.Parse(name[Prefix.Length..]);
        throw new InvalidInputException([new Problem(file, "", "not the name of data that travelled here")]);
    }
}
