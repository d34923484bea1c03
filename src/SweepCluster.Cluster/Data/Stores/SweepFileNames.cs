using System.Security.Cryptography;
using System.Text;

namespace SweepCluster.Cluster.Data.Stores;

/// <summary>Names of files that belong to a sweep: its own may contain characters that a file's must not.</summary>
internal static class SweepFileNames
{
    /// <summary>What stands for a sweep in them.</summary>
    public static string Of(string sweepId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sweepId)))[..16];
}
