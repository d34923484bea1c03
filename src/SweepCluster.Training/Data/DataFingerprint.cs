namespace SweepCluster.Training.Data;

/// <summary>Names a data set by its content, whatever its file is called.</summary>
public static class DataFingerprint
{
    /// <summary>SHA-256, in lower-case hex, of the column names and the bits of the numbers.</summary>
    public static string Of(DataSet data)
    {
        using var hash = new FingerprintHash(data.FeatureNames, data.TargetNames);
        hash.Add(data.Features);
        hash.Add(data.Targets);
        return hash.Finish();
    }
}
