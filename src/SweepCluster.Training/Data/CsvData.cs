using SweepCluster.Training.Data.Csv;

namespace SweepCluster.Training.Data;

/// <summary>Takes features and targets from named columns.</summary>
internal static class CsvData
{
    public static DataSet Read(DataSource.Csv source)
    {
        Check(source);
        var width = source.Features.Length + source.Targets.Length;
        var cells = CsvTable.Read(source.Path, source.Features.AddRange(source.Targets));
        var rows = cells.Length / width;
        return new DataSet(
            source.Features,
            source.Targets,
            Columns(cells, rows, width, 0, source.Features.Length),
            Columns(cells, rows, width, source.Features.Length, source.Targets.Length));
    }

    private static double[] Columns(double[] cells, int rows, int width, int first, int count)
    {
        var columns = new double[rows * count];
        for (var i = 0; i < rows; i++) Array.Copy(cells, i * width + first, columns, i * count, count);
        return columns;
    }

    private static void Check(DataSource.Csv source)
    {
        var problems = new ProblemList();
        if (source.Features.IsEmpty) problems.Add(source.Path, "features", "names no column; at least one is needed");
        if (source.Targets.IsEmpty) problems.Add(source.Path, "target", "names no column; at least one is needed");
        var names = source.Features.Concat(source.Targets);
        foreach (var twice in names.GroupBy(ColumnName.Canonical).Where(group => group.Count() > 1))
            problems.Add(source.Path, Shown.Plain(twice.Key), "is taken twice; a column can be one feature or one target");
        problems.ThrowIfAny(source.Path);
    }
}
