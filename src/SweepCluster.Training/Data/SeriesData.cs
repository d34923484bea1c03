using SweepCluster.Training.Data.Csv;

namespace SweepCluster.Training.Data;

/// <summary>Cuts one column of samples into windows, each predicting a later sample.</summary>
internal static class SeriesData
{
    public static DataSet Read(DataSource.Series source)
    {
        Check(source);
        var samples = CsvTable.Read(source.Path, [source.Column]);
        var rows = samples.Length - source.Window - source.Horizon + 1L;
        if (rows < 1) throw TooShort(source, samples.Length);
        if (rows * source.Window > Array.MaxLength) throw TooLarge(source, rows);
        return Windows(source, samples, (int)rows);
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

    private static InvalidInputException TooShort(DataSource.Series source, int samples) => new(
    [
        new Problem(source.Path, Shown.Plain(source.Column),
            $"has {samples} samples, but a window of {source.Window} and a horizon of {source.Horizon} "
            + $"need at least {source.Window + (long)source.Horizon}"),
    ]);

    private static InvalidInputException TooLarge(DataSource.Series source, long rows) => new(
    [
        new Problem(source.Path, "window",
            $"{rows} windows of {source.Window} numbers do not fit: at most {Array.MaxLength} numbers do; write a smaller window"),
    ]);

    private static void Check(DataSource.Series source)
    {
        var problems = new ProblemList();
        if (source.Window < 1) problems.Add(source.Path, "window", $"{source.Window}, but at least 1 is needed");
        if (source.Horizon < 1) problems.Add(source.Path, "horizon", $"{source.Horizon}, but at least 1 is needed");
        problems.ThrowIfAny(source.Path);
    }
}
