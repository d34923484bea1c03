using SweepCluster.Problems;
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

    /// <summary>The same of the data set in a file, in a few megabytes of memory however large it is.</summary>
    /// <param name="source">The file and its columns; it must not change meanwhile.</param>
    /// <exception cref="InvalidInputException">The file is wrong.</exception>
    public static string OfFile(DataSource source) => source switch
    {
        DataSource.Csv csv => StreamedFingerprint.Of(csv),
        DataSource.Series series => StreamedFingerprint.Of(series),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No file."),
    };
}
