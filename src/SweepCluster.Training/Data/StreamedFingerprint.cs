namespace SweepCluster.Training.Data;

/// <summary>
/// The fingerprint of a file's data set with one row at a time in memory: it reads the file several times instead.
/// </summary>
internal static class StreamedFingerprint
{
    public static string Of(DataSource.Csv source)
    {
        using var hash = new FingerprintHash(source.Features, source.Targets);
        CsvData.Scan(source, row => hash.Add(row[..source.Features.Length]));
        CsvData.Scan(source, row => hash.Add(row[source.Features.Length..]));
        return hash.Finish();
    }

    public static string Of(DataSource.Series source)
    {
        var samples = 0L;
        SeriesData.Scan(source, _ => samples++);
        var rows = SeriesData.RowsOf(source, samples);
        DataLimit.Arrays.Check(source.Path, rows, source.Window + 1L);
        using var hash = new FingerprintHash(DataSetLoader.NumberedFeatures(source.Window), [source.Column]);
        AddWindows(source, rows, hash);
        var place = 0L;
        SeriesData.Scan(source, sample =>
        {
            if (place++ >= source.Window + source.Horizon - 1L) hash.Add(sample);
        });
        return hash.Finish();
    }

    private static void AddWindows(DataSource.Series source, long rows, FingerprintHash hash)
    {
        // Twice the window: it slides to the end, and begins again at the front.
        var (last, count, added) = (new double[2 * source.Window], 0, 0L);
        SeriesData.Scan(source, sample =>
        {
            if (count == last.Length)
            {
                last.AsSpan(source.Window + 1).CopyTo(last);
                count = source.Window - 1;
            }

            last[count++] = sample[0];
            if (count >= source.Window && added++ < rows)
                hash.Add(last.AsSpan(count - source.Window, source.Window));
        });
    }
}
