using System.Collections.Immutable;

namespace SweepCluster.Training.Data;

/// <summary>Centre and spread of each column of a table.</summary>
/// <param name="Means">The means; of a column of one value, that value.</param>
/// <param name="Deviations">Standard deviations of the rows themselves (divided by n); 1 for a column of one value.</param>
public sealed record ColumnScale(ImmutableArray<double> Means, ImmutableArray<double> Deviations)
{
    /// <summary>The scale of a row-major table.</summary>
    public static ColumnScale Of(double[] table, int columns)
    {
        var scales = Enumerable.Range(0, columns).Select(column => OfColumn(table, columns, column)).ToArray();
        return new ColumnScale([.. scales.Select(scale => scale.Mean)], [.. scales.Select(scale => scale.Deviation)]);
    }

    /// <summary>Every number of a row-major table, less its column's mean, in units of its column's deviation.</summary>
    public double[] Apply(double[] table)
    {
        var scaled = new double[table.Length];
        for (var i = 0; i < table.Length; i++)
            scaled[i] = (table[i] - Means[i % Means.Length]) / Deviations[i % Means.Length];
        return scaled;
    }

    private static (double Mean, double Deviation) OfColumn(double[] table, int columns, int column)
    {
        var (sum, isConstant) = (0.0, true);
        for (var i = column; i < table.Length; i += columns)
        {
            sum += table[i];
            isConstant &= table[i] == table[column];
        }

        // The rounded mean of equal numbers may differ from them and leave a spread of rounding errors.
        return isConstant ? (table[column], 1) : Spread(table, columns, column, sum / (table.Length / columns));
    }

    private static (double Mean, double Deviation) Spread(double[] table, int columns, int column, double mean)
    {
        var squares = 0.0;
        for (var i = column; i < table.Length; i += columns) squares += (table[i] - mean) * (table[i] - mean);
        var deviation = Math.Sqrt(squares / (table.Length / columns));
        return (mean, deviation > 0 ? deviation : 1);
    }
}
