using SweepCluster.Problems;
using SweepCluster.Training.Data.Csv;

namespace SweepCluster.Training.Data;

/// <summary>Takes features and targets from named columns.</summary>
internal static class CsvData
{
    public static DataSet Read(DataSource.Csv source, DataLimit limit)
    {
        var (features, targets, rows) = (new NumberList(), new NumberList(), 0L);
        Scan(source, row =>
        {
            limit.Check(source.Path, ++rows, row.Length);
            features.Add(row[..source.Features.Length]);
            targets.Add(row[source.Features.Length..]);
        });
        return new DataSet(source.Features, source.Targets, features.ToArray(), targets.ToArray());
    }

    /// <summary>Takes each row's features, followed by its targets.</summary>
    public static void Scan(DataSource.Csv source, Action<ReadOnlySpan<double>> take)
    {
        Check(source);
        CsvTable.Read(source.Path, source.Features.AddRange(source.Targets), take);
    }

    private static void Check(DataSource.Csv source)
    {
        var problems = new ProblemList();
        if (source.Features.IsEmpty) problems.Add(source.Path, "features", "names no column; at least one is needed");
        if (source.Targets.IsEmpty) problems.Add(source.Path, "target", "names no column; at least one is needed");
        var names = source.Features.Concat(source.Targets);
        foreach (var twice in names.GroupBy(ColumnName.Canonical).Where(group => group.Count() > 1))
            problems.Add(
                source.Path, Shown.Plain(twice.Key), "is taken twice; a column can be one feature or one target");
        problems.ThrowIfAny(source.Path);
    }
}
