using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SweepCluster.Training.Data;

/// <summary>Names a data set by its content, whatever its file is called.</summary>
public static class DataFingerprint
{
    /// <summary>SHA-256, in lower-case hex, of the column names and the bits of the numbers.</summary>
    public static string Of(DataSet data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendNames(hash, data.FeatureNames);
        AppendNames(hash, data.TargetNames);
        hash.AppendData(MemoryMarshal.AsBytes(data.Features.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(data.Targets.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Counts and lengths come first, so that no two lists of names run together into the same bytes.
    private static void AppendNames(IncrementalHash hash, IReadOnlyCollection<string> names)
    {
        AppendNumber(hash, names.Count);
        foreach (var name in names)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            AppendNumber(hash, bytes.Length);
            hash.AppendData(bytes);
        }
    }

    private static void AppendNumber(IncrementalHash hash, int number) => hash.AppendData(BitConverter.GetBytes(number));
}
