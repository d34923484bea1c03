namespace SweepCluster.Training.LeastSquares;

/// <summary>
/// The ends of the spectrum of H = [X, 1]ᵀ[X, 1]/n, and of what it would be with standardized columns.
/// </summary>
/// <param name="LargestEigenvalue">Largest eigenvalue of H.</param>
/// <param name="ConditionNumber">The largest by the smallest; infinite if the rank is not full.</param>
/// <param name="ScalesMakeTheWayLong">Whether the columns' scales and means make it ill-conditioned.</param>
internal sealed record Spectrum(double LargestEigenvalue, double ConditionNumber, bool ScalesMakeTheWayLong)
{
    // Above this condition number the way is long.
    private const double IllConditioned = 1e4;

    // Standardizing has to shorten it by this factor to be worth a mention.
    private const double WorthIt = 10;

    /// <summary>The spectrum of a factor.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="hasBias">Whether units have a bias.</param>
    /// <param name="rank">How many of a unit's parameters the data determine.</param>
    public static Spectrum Of(TriangularFactor factor, bool hasBias, int rank)
    {
        var stride = factor.Features + (hasBias ? 1 : 0);
        var values = ValuesOf(factor, stride, out var exponent);
        var largest = Math.ScaleB(values[0], exponent) / Math.Sqrt(factor.Rows);
        var condition = rank < stride ? double.PositiveInfinity : Condition(values, values.Length);
        var isLong = Condition(values, Math.Min(rank, values.Length)) > IllConditioned
            && Condition(values, Math.Min(rank, values.Length)) > WorthIt * Standardized(factor, hasBias, rank);
        return new(largest * largest, condition, isLong);
    }

    /// <summary>
    /// Singular values of the factor's columns, scaled alike; of many columns only the largest and the smallest.
    /// </summary>
    public static double[] ValuesOf(TriangularFactor factor, int size, out int exponent)
    {
        var common = exponent = factor.Exponents.Take(size).DefaultIfEmpty().Max();
        var triangle = new UpperTriangle(size, (i, j) => Math.ScaleB(factor[i, j], -common));
        if (size <= SingularRange.MostSmall) return triangle.SingularValues();
        var range = SingularRange.Of(triangle, SingularRange.Accurate);
        return [range.Largest, range.Smallest];
    }

    private static double Standardized(TriangularFactor factor, bool hasBias, int rank)
    {
        var centered = Centered(factor, hasBias).WithUnitColumns(out _);
        if (centered.Size > SingularRange.MostSmall)
        {
            var range = SingularRange.Of(centered, SingularRange.Rough);
            return Condition([range.Largest, range.Smallest], 2);
        }

        return Condition(centered.SingularValues(), rank - (hasBias ? 1 : 0));
    }

    // The column of ones comes first instead of last; rotations make the rest, which then has no part of it,
    // triangular.
    private static UpperTriangle Centered(TriangularFactor factor, bool hasBias)
    {
        var size = factor.Features;
        double Entry(int i, int j) => Math.ScaleB(factor[i, j], -factor.Exponents[j]);
        if (!hasBias) return new UpperTriangle(size, Entry);
        var rows = new double[(size + 1) * (size + 1)];
        for (var i = 0; i <= size; i++)
        {
            rows[i * (size + 1)] = factor[i, size];
            for (var j = i; j < size; j++) rows[i * (size + 1) + j + 1] = Entry(i, j);
        }

        for (var i = size; i > 0; i--) Rotate(rows, size + 1, i);
        return new UpperTriangle(size, (i, j) => rows[(i + 1) * (size + 1) + j + 1]);
    }

    // Turns row i and the one above it until row i has no entry in the first column.
    private static void Rotate(double[] rows, int width, int i)
    {
        var upper = rows.AsSpan((i - 1) * width, width);
        var lower = rows.AsSpan(i * width, width);
        var length = Lines.Length([upper[0], lower[0]]);
        if (length == 0) return;
        var (cosine, sine) = (upper[0] / length, lower[0] / length);
        for (var j = 0; j < width; j = j == 0 ? i : j + 1)
            (upper[j], lower[j]) = (cosine * upper[j] + sine * lower[j], cosine * lower[j] - sine * upper[j]);
    }

    // If rounding is all that is left of the smallest, the condition number is as large as a number can be.
    private static double Condition(double[] values, int rank)
    {
        if (rank <= 0 || values.Length == 0) return 1;
        var ratio = values[0] / values[Math.Min(rank, values.Length) - 1];
        return double.IsNaN(ratio) ? 1 : Math.Min(ratio * ratio, double.MaxValue);
    }
}
