using System.Security.Cryptography;
using System.Text;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Data;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Tells one sweep from another by what it says and by its data, not by where its files are.</summary>
public static class SweepFingerprint
{
    /// <summary>The fingerprint of a sweep with its data, or its other files.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="data">Its data; null if it takes none.</param>
    public static string Of(SweepSpec spec, DataSet? data) =>
        Of(spec, data is null ? spec.Kind.FilesHash(spec) : DataFingerprint.Of(data));

    /// <summary>SHA-256, in lower-case hex, of the canonical text with the data's hash for their path.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="dataHash">A hash of the data file's content; synthetic data have no file and take none.</param>
    public static string Of(SweepSpec spec, string dataHash) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SweepFileWriter.Text(spec, _ => dataHash))));
}
