using System.Collections.Immutable;
using SweepCluster.Problems;
using SweepCluster.Training.Data.Csv;

namespace SweepCluster.Training.Data;

/// <summary>Windows of consecutive samples of one column, each of which predicts a later sample.</summary>
/// <param name="Path">A CSV file with a header.</param>
/// <param name="Column">The column of samples, in time order.</param>
/// <param name="Window">Samples per row, oldest first: features x0 … x(window−1).</param>
/// <param name="Horizon">The target is the sample this many steps after the last of the window; at least 1.</param>
public sealed record SeriesSource(string Path, string Column, int Window, int Horizon) : DataSource
{
    // No machine can fit more features, and one window is held in memory.
    private const int WidestWindow = 1_000_000;

    /// <inheritdoc/>
    public override string File => Path;

    /// <inheritdoc/>
    public override ImmutableArray<string> FeatureNames => Numbered(Window);

    /// <inheritdoc/>
    public override ImmutableArray<string> TargetNames => [Column];

    /// <inheritdoc/>
    public override bool IsInOrder => true;

    /// <inheritdoc/>
    public override DataSource ReadFrom(string path) => this with { Path = path };

    /// <inheritdoc/>
    protected override DataSet Read(long seed, DataLimit limit)
    {
        var list = new NumberList();
        Scan(sample =>
        {
            list.Add(sample);
            limit.Check(Path, list.Count, 1);
        });
        var rows = RowsOf(list.Count);
        limit.Check(Path, rows, Window + 1L);
        return Windows(list.ToArray(), (int)rows);
    }

    /// <inheritdoc/>
    public override string FingerprintOfFile()
    {
        var samples = 0L;
        Scan(_ => samples++);
        var rows = RowsOf(samples);
        DataLimit.Arrays.Check(Path, rows, Window + 1L);
        using var hash = new FingerprintHash(FeatureNames, TargetNames);
        AddWindows(rows, hash);
        var place = 0L;
        Scan(sample =>
        {
            if (place++ >= Window + Horizon - 1L) hash.Add(sample);
        });
        return hash.Finish();
    }

    private void AddWindows(long rows, FingerprintHash hash)
    {
        // Twice the window: it slides to the end, and begins again at the front.
        var (last, count, added) = (new double[2 * Window], 0, 0L);
        Scan(sample =>
        {
            if (count == last.Length)
            {
                last.AsSpan(Window + 1).CopyTo(last);
                count = Window - 1;
            }

            last[count++] = sample[0];
            if (count >= Window && added++ < rows)
                hash.Add(last.AsSpan(count - Window, Window));
        });
    }

    private void Scan(Action<ReadOnlySpan<double>> take)
    {
        Check();
        CsvTable.Read(Path, [Column], take);
    }

    private long RowsOf(long samples)
    {
        var rows = samples - Window - Horizon + 1;
        if (rows < 1) throw TooShort(samples);
        return rows * Window > Array.MaxLength ? throw TooLarge(rows) : rows;
    }

    private DataSet Windows(double[] samples, int rows)
    {
        var features = new double[rows * Window];
        for (var i = 0; i < rows; i++) Array.Copy(samples, i, features, i * Window, Window);
        return new DataSet(FeatureNames, TargetNames, features, samples[(Window + Horizon - 1)..]);
    }

    private InvalidInputException TooShort(long samples) => new(
    [
        new Problem(Path, Shown.Plain(Column),
            $"has {samples} samples, but a window of {Window} and a horizon of {Horizon} "
            + $"need at least {Window + (long)Horizon}"),
    ]);

    private InvalidInputException TooLarge(long rows) => new(
    [
        new Problem(Path, "window",
            $"{rows} windows of {Window} numbers do not fit: at most {Array.MaxLength} numbers do; "
            + "write a smaller window"),
    ]);

    private void Check()
    {
        var problems = new ProblemList();
        if (Window < 1) problems.Add(Path, "window", $"{Window}, but at least 1 is needed");
        if (Window > WidestWindow)
            problems.Add(Path, "window",
                FormattableString.Invariant($"{Window}, but at most {WidestWindow:#,0} is taken"));
        if (Horizon < 1) problems.Add(Path, "horizon", $"{Horizon}, but at least 1 is needed");
        problems.ThrowIfAny(Path);
    }
}
