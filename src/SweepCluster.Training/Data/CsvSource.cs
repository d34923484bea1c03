using System.Collections.Immutable;
using SweepCluster.Problems;
using SweepCluster.Training.Data.Csv;

namespace SweepCluster.Training.Data;

/// <summary>Named columns of a CSV file with a header.</summary>
/// <param name="Path">The file.</param>
/// <param name="Features">Feature columns, in the order of the weights.</param>
/// <param name="Targets">Target columns, one per unit.</param>
public sealed record CsvSource(string Path, ImmutableArray<string> Features, ImmutableArray<string> Targets)
    : DataSource
{
    /// <inheritdoc/>
    public override string File => Path;

    /// <inheritdoc/>
    public override ImmutableArray<string> FeatureNames => Features;

    /// <inheritdoc/>
    public override ImmutableArray<string> TargetNames => Targets;

    /// <inheritdoc/>
    public override DataSource ReadFrom(string path) => this with { Path = path };

    /// <inheritdoc/>
    protected override DataSet Read(long seed, DataLimit limit)
    {
        var (features, targets, rows) = (new NumberList(), new NumberList(), 0L);
        Scan(row =>
        {
            limit.Check(Path, ++rows, row.Length);
            features.Add(row[..Features.Length]);
            targets.Add(row[Features.Length..]);
        });
        return new DataSet(Features, Targets, features.ToArray(), targets.ToArray());
    }

    /// <inheritdoc/>
    public override string FingerprintOfFile()
    {
        using var hash = new FingerprintHash(Features, Targets);
        Scan(row => hash.Add(row[..Features.Length]));
        Scan(row => hash.Add(row[Features.Length..]));
        return hash.Finish();
    }

    /// <inheritdoc/>
    public bool Equals(CsvSource? other) => other is not null && Path == other.Path
        && Features.SequenceEqual(other.Features) && Targets.SequenceEqual(other.Targets);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Features.Length, Targets.Length);

    // Takes each row's features, followed by its targets.
    private void Scan(Action<ReadOnlySpan<double>> take)
    {
        Check();
        CsvTable.Read(Path, Features.AddRange(Targets), take);
    }

    private void Check()
    {
        var problems = new ProblemList();
        if (Features.IsEmpty) problems.Add(Path, "features", "names no column; at least one is needed");
        if (Targets.IsEmpty) problems.Add(Path, "target", "names no column; at least one is needed");
        foreach (var twice in Features.Concat(Targets).GroupBy(ColumnName.Canonical).Where(group => group.Count() > 1))
            problems.Add(Path, Shown.Plain(twice.Key), "is taken twice; a column can be one feature or one target");
        problems.ThrowIfAny(Path);
    }
}
