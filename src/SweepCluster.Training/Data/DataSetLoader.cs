using SweepCluster.Problems;
namespace SweepCluster.Training.Data;

/// <summary>Makes the data set that a source describes.</summary>
public static class DataSetLoader
{
    /// <summary>Draws or reads the whole data set.</summary>
    /// <param name="source">Where it comes from; a relative path counts from the current directory.</param>
    /// <param name="seed">The sweep's seed; only synthetic data depend on it.</param>
    /// <param name="limit">How large it may be; what fits into an array if left out.</param>
    /// <exception cref="InvalidInputException">
    /// The source or its file is wrong, or the data set is too large.
    /// </exception>
    public static DataSet Load(DataSource source, long seed, DataLimit? limit = null) => source switch
    {
        DataSource.Synthetic synthetic => SyntheticData.Draw(synthetic, seed, limit ?? DataLimit.Arrays),
        DataSource.Csv csv => CsvData.Read(csv, limit ?? DataLimit.Arrays),
        DataSource.Series series => SeriesData.Read(series, limit ?? DataLimit.Arrays),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No such data source."),
    };

    /// <summary>x0, x1, … for features that have no name of their own.</summary>
    internal static IEnumerable<string> NumberedFeatures(int count) => Enumerable.Range(0, count).Select(j => $"x{j}");
}
