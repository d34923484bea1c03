using SweepCluster.Problems;
using SweepCluster.Training.Data.Csv;

namespace SweepCluster.Training.Data;

/// <summary>Cuts one column of samples into windows, each predicting a later sample.</summary>
internal static class SeriesData
{
    // No machine can fit more features, and one window is held in memory.
    private const int WidestWindow = 1_000_000;

    public static DataSet Read(DataSource.Series source, DataLimit limit)
    {
        var list = new NumberList();
        Scan(source, sample =>
        {
            list.Add(sample);
            limit.Check(source.Path, list.Count, 1);
        });
        var rows = RowsOf(source, list.Count);
        limit.Check(source.Path, rows, source.Window + 1L);
        return Windows(source, list.ToArray(), (int)rows);
    }

    /// <summary>Takes each sample.</summary>
    public static void Scan(DataSource.Series source, Action<ReadOnlySpan<double>> take)
    {
        Check(source);
        CsvTable.Read(source.Path, [source.Column], take);
    }

    /// <summary>Rows that so many samples give.</summary>
    /// <exception cref="InvalidInputException">They give none, or more than an array holds.</exception>
    public static long RowsOf(DataSource.Series source, long samples)
    {
        var rows = samples - source.Window - source.Horizon + 1;
        if (rows < 1) throw TooShort(source, samples);
        return rows * source.Window > Array.MaxLength ? throw TooLarge(source, rows) : rows;
    }

    private static DataSet Windows(DataSource.Series source, double[] samples, int rows)
    {
        var features = new double[rows * source.Window];
        for (var i = 0; i < rows; i++) Array.Copy(samples, i, features, i * source.Window, source.Window);
        return new DataSet(
            [.. DataSetLoader.NumberedFeatures(source.Window)],
            [source.Column],
            features,
            samples[(source.Window + source.Horizon - 1)..]);
    }

    private static InvalidInputException TooShort(DataSource.Series source, long samples) => new(
    [
        new Problem(source.Path, Shown.Plain(source.Column),
            $"has {samples} samples, but a window of {source.Window} and a horizon of {source.Horizon} "
            + $"need at least {source.Window + (long)source.Horizon}"),
    ]);

    private static InvalidInputException TooLarge(DataSource.Series source, long rows) => new(
    [
        new Problem(source.Path, "window",
            $"{rows} windows of {source.Window} numbers do not fit: at most {Array.MaxLength} numbers do; "
            + "write a smaller window"),
    ]);

    private static void Check(DataSource.Series source)
    {
        var problems = new ProblemList();
        if (source.Window < 1) problems.Add(source.Path, "window", $"{source.Window}, but at least 1 is needed");
        if (source.Window > WidestWindow)
            problems.Add(source.Path, "window",
                FormattableString.Invariant($"{source.Window}, but at most {WidestWindow:#,0} is taken"));
        if (source.Horizon < 1) problems.Add(source.Path, "horizon", $"{source.Horizon}, but at least 1 is needed");
        problems.ThrowIfAny(source.Path);
    }
}
