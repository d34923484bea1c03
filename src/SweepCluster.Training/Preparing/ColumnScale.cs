using System.Collections.Immutable;

namespace SweepCluster.Training.Preparing;

/// <summary>Centre and spread of each column of a table.</summary>
/// <param name="Means">The means; of a column of one value, that value.</param>
/// <param name="Deviations">
/// Standard deviations of the rows themselves (divided by n); 1 for a column of one value.
/// </param>
public sealed record ColumnScale(ImmutableArray<double> Means, ImmutableArray<double> Deviations)
{
    /// <summary>The scale of a row-major table.</summary>
    public static ColumnScale Of(double[] table, int columns)
    {
        var scales = Enumerable.Range(0, columns).Select(column => OfColumn(table, columns, column)).ToArray();
        return new ColumnScale([.. scales.Select(scale => scale.Mean)], [.. scales.Select(scale => scale.Deviation)]);
    }

    /// <summary>
    /// Every number of a row-major table, less its column's mean, in units of its column's deviation.
    /// </summary>
    public double[] Apply(double[] table)
    {
        var scaled = new double[table.Length];
        for (var i = 0; i < table.Length; i++)
            scaled[i] = (table[i] - Means[i % Means.Length]) / Deviations[i % Means.Length];
        return scaled;
    }

    // Scales by a power of two, which changes no digit: squares of very large or small numbers leave the range.
    private static (double Mean, double Deviation) OfColumn(double[] table, int columns, int column)
    {
        var largest = 0.0;
        for (var i = column; i < table.Length; i += columns) largest = Math.Max(largest, Math.Abs(table[i]));
        var exponent = largest is 0 or (> 1e-100 and < 1e100) ? 0 : Math.ILogB(largest);
        double At(int i) => exponent == 0 ? table[i] : Math.ScaleB(table[i], -exponent);
        var (sum, isConstant) = (0.0, true);
        for (var i = column; i < table.Length; i += columns)
        {
            sum += At(i);
            isConstant &= table[i] == table[column];
        }

        // The rounded mean of equal numbers may differ from them and leave a spread of rounding errors.
        if (isConstant) return (table[column], 1);
        var mean = sum / (table.Length / columns);
        var squares = 0.0;
        for (var i = column; i < table.Length; i += columns) squares += (At(i) - mean) * (At(i) - mean);
        var deviation = Math.ScaleB(Math.Sqrt(squares / (table.Length / columns)), exponent);
        return (Math.ScaleB(mean, exponent), deviation > 0 ? deviation : 1);
    }
}
