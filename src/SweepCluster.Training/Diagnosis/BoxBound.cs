using SweepCluster.Training.LeastSquares;

namespace SweepCluster.Training.Diagnosis;

/// <summary>
/// A proven lower bound of E for all points whose parameters are each within a distance of given ones.
/// </summary>
/// <remarks>
/// Coordinate descent looks for the nearest point δ of the box around δ₀. Whatever it finds, every point of the box has
/// E ≥ (δᵀHδ₀ − radius·‖Hδ‖₁)/√(δᵀHδ), with equality at the nearest one.
/// </remarks>
internal static class BoxBound
{
    private const int MostSweeps = 200;
    private const int MostParameters = 256;

    /// <summary>A lower bound of one unit's E; 0 if none is known.</summary>
    /// <param name="curvature">H.</param>
    /// <param name="offset">δ₀: the way from the optimum.</param>
    /// <param name="radius">How far each parameter may move.</param>
    public static double LeastExcess(Curvature curvature, ReadOnlySpan<double> offset, double radius)
    {
        if (!(radius < offset.ToArray().Max(Math.Abs)) || curvature.Size > MostParameters)
            return 0;
        var columns = Columns(curvature);
        var nearest = offset.ToArray();
        var gradient = new double[curvature.Size];
        curvature.Multiply(nearest, gradient);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
            Approach(columns, offset, radius, nearest, gradient);
        return Bound(curvature, offset, radius, nearest);
    }

    private static double[][] Columns(Curvature curvature)
    {
        var columns = new double[curvature.Size][];
        var unit = new double[curvature.Size];
        for (var j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[curvature.Size];
            unit[j] = 1;
            curvature.Multiply(unit, columns[j]);
            unit[j] = 0;
        }

        return columns;
    }

    private static void Approach(
        double[][] columns, ReadOnlySpan<double> offset, double radius, double[] nearest, double[] gradient)
    {
        for (var j = 0; j < columns.Length; j++)
        {
            var bend = columns[j][j];
            if (!(bend > 0)) continue;
            var moved =
                Math.Clamp(nearest[j] - gradient[j] / bend, offset[j] - radius, offset[j] + radius) - nearest[j];
            nearest[j] += moved;
            for (var i = 0; i < gradient.Length; i++) gradient[i] += moved * columns[j][i];
        }
    }

    private static double Bound(Curvature curvature, ReadOnlySpan<double> offset, double radius, double[] nearest)
    {
        var product = new double[curvature.Size];
        var excess = Math.Sqrt(curvature.Multiply(nearest, product));
        var bound = 0.0;
        for (var j = 0; j < product.Length; j++) bound += product[j] * offset[j] - radius * Math.Abs(product[j]);
        return excess > 0 ? Math.Max(0, bound / excess) : 0;
    }
}
