namespace SweepCluster.Training.LeastSquares;

/// <summary>
/// Coordinates in which a column's numbers are neither huge nor tiny: z = (x·2^−Exponent − Mean) − Rest.
/// </summary>
/// <remarks>
/// Scaling by a power of two changes no digit. The mean comes in two parts, the second being what rounding left of
/// the first: a column whose mean is huge compared with its spread keeps all the digits of its spread.
/// </remarks>
/// <param name="Exponent">The power of two that the column is scaled by.</param>
/// <param name="Mean">What is taken off the scaled numbers; 0 in a frame that only scales.</param>
/// <param name="Rest">What is then taken off.</param>
/// <param name="Spread">The power of two that what is left is scaled by.</param>
internal readonly record struct ColumnFrame(int Exponent, double Mean, double Rest, int Spread)
{
    /// <summary>What a column's own unit is in the frame, as a power of two.</summary>
    public int Power => -Exponent - Spread;

    /// <summary>The column's mean in its own unit.</summary>
    public double OwnMean => Math.ScaleB(Mean + Rest, Exponent);

    /// <summary>A frame for each column of a row-major table that only scales.</summary>
    public static ColumnFrame[] Scaled(double[] table, int columns)
    {
        var largest = new double[columns];
        for (var (i, j) = (0, 0); i < table.Length; i++, j = j + 1 == columns ? 0 : j + 1)
            largest[j] = Math.Max(largest[j], Math.Abs(table[i]));
        return Array.ConvertAll(largest, most => new ColumnFrame(ExponentOf(most), 0, 0, 0));
    }

    /// <summary>
    /// A frame for each column of a row-major table in which its mean is 0 and its largest number near 1.
    /// </summary>
    public static ColumnFrame[] Centered(double[] table, int columns)
    {
        var frames = Scaled(table, columns);
        var means = Means(table, frames);
        for (var j = 0; j < columns; j++) frames[j] = frames[j] with { Mean = means[j] };
        var rests = Means(table, frames);
        // The rounded mean of equal numbers may differ from them and leave a spread of rounding errors.
        for (var j = 0; j < columns; j++)
            frames[j] = IsConstant(table, columns, j)
                ? frames[j] with { Mean = Math.ScaleB(table[j], -frames[j].Exponent) }
                : frames[j] with { Rest = rests[j] };
        return Spreading(table, frames);
    }

    /// <summary>A number of the column in the frame.</summary>
    public double Apply(double x) => Math.ScaleB(Math.ScaleB(x, -Exponent) - Mean - Rest, -Spread);

    private static ColumnFrame[] Spreading(double[] table, ColumnFrame[] frames)
    {
        var largest = new double[frames.Length];
        for (var (i, j) = (0, 0); i < table.Length; i++, j = j + 1 == frames.Length ? 0 : j + 1)
            largest[j] = Math.Max(largest[j], Math.Abs(frames[j].Apply(table[i])));
        return [.. frames.Select((frame, j) => frame with { Spread = ExponentOf(largest[j]) })];
    }

    private static double[] Means(double[] table, ColumnFrame[] frames)
    {
        var means = new double[frames.Length];
        for (var (i, j) = (0, 0); i < table.Length; i++, j = j + 1 == frames.Length ? 0 : j + 1)
            means[j] += frames[j].Apply(table[i]);
        var rows = table.Length / frames.Length;
        return Array.ConvertAll(means, sum => sum / rows);
    }

    private static bool IsConstant(double[] table, int columns, int column)
    {
        for (var i = column; i < table.Length; i += columns)
            if (table[i] != table[column]) return false;
        return true;
    }

    private static int ExponentOf(double largest) => largest > 0 && double.IsFinite(largest) ? Math.ILogB(largest) : 0;
}
