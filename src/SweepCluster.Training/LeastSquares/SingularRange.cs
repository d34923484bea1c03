using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace SweepCluster.Training.LeastSquares;

/// <summary>The largest and the smallest singular value of an upper triangle.</summary>
/// <remarks>
/// For small triangles from all singular values; for large ones by Lanczos' method on RᵀR and on its inverse, which
/// finds both ends of the spectrum first: a smallest value that is nearly zero in one or two steps.
/// </remarks>
internal readonly record struct SingularRange(double Largest, double Smallest)
{
    /// <summary>Up to this size all singular values are computed.</summary>
    public const int MostSmall = 128;

    /// <summary>Steps that give the ends to about three digits.</summary>
    public const int Accurate = 60;

    /// <summary>Steps that give their order of magnitude.</summary>
    public const int Rough = 12;

    /// <summary>The smallest as a part of the largest; 0 if both are 0.</summary>
    public double Ratio => Largest > 0 ? Smallest / Largest : 0;

    /// <summary>The range of a triangle.</summary>
    public static SingularRange Of(UpperTriangle triangle, int steps)
    {
        if (triangle.Size == 0) return new(1, 1);
        if (triangle.Size <= MostSmall)
        {
            var values = triangle.SingularValues();
            return new(values[0], values[^1]);
        }

        var largest = Math.Sqrt(Lanczos(triangle.Size, steps, triangle.MultiplySquare));
        return new(
            largest, triangle.HasZeroDiagonal ? 0 : 1 / Math.Sqrt(Lanczos(triangle.Size, steps, triangle.SolveSquare)));
    }

    // The largest eigenvalue of a positive operator.
    private static double Lanczos(int size, int steps, Action<double[]> apply)
    {
        var basis = new List<double[]> { Normalized(Start(size), out _) };
        var (diagonal, beside) = (new List<double>(), new List<double>());
        while (true)
        {
            var next = (double[])basis[^1].Clone();
            apply(next);
            diagonal.Add(Lines.Dot(next, basis[^1]));
            // Twice, because once leaves a part of what rounding brought back.
            for (var pass = 0; pass < 2; pass++)
                foreach (var vector in basis) Lines.Add(-Lines.Dot(next, vector), vector, next);
            next = Normalized(next, out var length);
            if (diagonal.Count == Math.Min(steps, size)
                || !(length > 1e-14 * diagonal.Max())
                || !double.IsFinite(length))
                break;
            beside.Add(length);
            basis.Add(next);
        }

        var tridiagonal = DenseMatrix.Create(diagonal.Count, diagonal.Count, (i, j) =>
            i == j ? diagonal[i] : Math.Abs(i - j) == 1 ? beside[Math.Min(i, j)] : 0);
        return diagonal.All(double.IsFinite)
            ? tridiagonal.Evd(Symmetricity.Symmetric).EigenValues.Max(value => value.Real)
            : double.PositiveInfinity;
    }

    private static double[] Normalized(double[] vector, out double length)
    {
        var norm = length = Lines.Length(vector);
        return norm > 0 ? Array.ConvertAll(vector, entry => entry / norm) : vector;
    }

    // Without a pattern that data may have, too, so no singular vector is at right angles to it.
    private static double[] Start(int size)
    {
        var state = 1u;
        return [.. Enumerable.Range(0, size).Select(
            _ => (state = 1664525 * state + 1013904223) / (double)uint.MaxValue - 0.5)];
    }
}
