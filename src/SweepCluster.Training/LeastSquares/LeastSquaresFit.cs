using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace SweepCluster.Training.LeastSquares;

/// <summary>The parameters with the least sum of squares, and how well the data determine them.</summary>
/// <remarks>
/// Where columns depend on each other, or rows are fewer than parameters, the optimum is a plane; its point nearest to
/// zero is given. The rank counts singular values of [X, 1] above ε·max(rows, columns)·the largest.
/// </remarks>
public sealed class LeastSquaresFit
{
    private const double MachineEpsilon = 1.0 / (1L << 52);

    private readonly Matrix<double>? _rowSpace;

    private LeastSquaresFit(TriangularFactor factor, bool hasBias)
    {
        Stride = factor.Features + (hasBias ? 1 : 0);
        var matrix = DenseMatrix.Create(Stride, Stride, (i, j) => factor[i, j]);
        var values = matrix.Svd(computeVectors: false).S;
        Rank = values.Count(value => value > MachineEpsilon * Math.Max(factor.Rows, Stride) * values[0]);
        ConditionNumber = Rank < Stride ? double.PositiveInfinity : Square(values[0] / values[Stride - 1]);
        LargestEigenvalue = Square(values[0]) / factor.Rows;
        Parameters = Rank < Stride ? MinimumNorm(factor, matrix, out _rowSpace) : BackSubstitution(factor);
        UnitSigmas = [.. Enumerable.Range(0, factor.Targets).Select(u => Math.Sqrt(factor.MeanSquare(Unit(u), u)))];
        Sigma = factor.Rmse(Parameters.AsSpan(), hasBias);
    }

    /// <summary>Parameters of one unit: its weights and, where there is one, its bias.</summary>
    public int Stride { get; }

    /// <summary>The optimum, unit by unit: the weights, then the bias where there is one.</summary>
    public ImmutableArray<double> Parameters { get; }

    /// <summary>RMSE of each unit at the optimum: what the data allow.</summary>
    public ImmutableArray<double> UnitSigmas { get; }

    /// <summary>RMSE over all units at the optimum.</summary>
    public double Sigma { get; }

    /// <summary>How many of a unit's parameters the data determine.</summary>
    public int Rank { get; }

    /// <summary>Condition number of H = [X, 1]ᵀ[X, 1]/n; infinite where the rank is not full.</summary>
    public double ConditionNumber { get; }

    /// <summary>Largest eigenvalue of H.</summary>
    public double LargestEigenvalue { get; }

    /// <summary>Fits all units at once.</summary>
    public static LeastSquaresFit Of(TriangularFactor factor, bool hasBias) => new(factor, hasBias);

    /// <summary>The way from the nearest optimum to some parameters, laid out as they are.</summary>
    public double[] OffsetOf(ReadOnlySpan<double> parameters)
    {
        var offset = new double[Parameters.Length];
        for (var i = 0; i < offset.Length; i++) offset[i] = parameters[i] - Parameters[i];
        return _rowSpace is null ? offset : InRowSpace(_rowSpace, offset);
    }

    private ReadOnlySpan<double> Unit(int u) => Parameters.AsSpan(u * Stride, Stride);

    private static double Square(double x) => x * x;

    private ImmutableArray<double> BackSubstitution(TriangularFactor factor)
    {
        var parameters = new double[factor.Targets * Stride];
        for (var u = 0; u < factor.Targets; u++)
        {
            var unit = parameters.AsSpan(u * Stride, Stride);
            for (var i = Stride - 1; i >= 0; i--)
            {
                var rest = factor[i, factor.Features + 1 + u];
                for (var j = i + 1; j < Stride; j++) rest -= factor[i, j] * unit[j];
                unit[i] = rest / factor[i, i];
            }
        }

        return [.. parameters];
    }

    private ImmutableArray<double> MinimumNorm(TriangularFactor factor, DenseMatrix matrix, out Matrix<double> rowSpace)
    {
        rowSpace = new DenseMatrix(1, Stride);
        if (Rank == 0) return [.. new double[factor.Targets * Stride]];
        var svd = matrix.Svd();
        var targets = DenseMatrix.Create(Stride, factor.Targets, (i, u) => factor[i, factor.Features + 1 + u]);
        var scaled = svd.U.SubMatrix(0, Stride, 0, Rank).TransposeThisAndMultiply(targets);
        for (var i = 0; i < Rank; i++)
            for (var u = 0; u < factor.Targets; u++) scaled[i, u] /= svd.S[i];
        rowSpace = svd.VT.SubMatrix(0, Rank, 0, Stride);
        return [.. rowSpace.TransposeThisAndMultiply(scaled).ToColumnMajorArray()];
    }

    // Along the other directions nothing changes, so every point of that plane is an optimum.
    private double[] InRowSpace(Matrix<double> rowSpace, double[] offset)
    {
        var columns = new DenseMatrix(Stride, offset.Length / Stride, offset);
        return rowSpace.TransposeThisAndMultiply(rowSpace * columns).ToColumnMajorArray();
    }
}
