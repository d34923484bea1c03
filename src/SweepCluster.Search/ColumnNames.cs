namespace SweepCluster.Search;

/// <summary>What is kebab-case in sweep files is snake_case in CSV files.</summary>
public static class ColumnNames
{
    /// <summary>The column of a name: <c>validation-rmse</c> stands under <c>validation_rmse</c>.</summary>
    public static string Of(string name) => name.Replace('-', '_');
}
