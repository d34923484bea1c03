using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace SweepCluster.Training.LeastSquares;

/// <summary>The least-squares optimum straight from the factor: right if no column hides another.</summary>
internal static class PlainSolution
{
    /// <summary>The optimum if the data determine all parameters.</summary>
    public static double[] BackSubstitution(TriangularFactor factor, int stride)
    {
        var parameters = new double[factor.Targets * stride];
        for (var u = 0; u < factor.Targets; u++)
        {
            var unit = parameters.AsSpan(u * stride, stride);
            for (var i = stride - 1; i >= 0; i--)
            {
                var rest = factor[i, factor.Features + 1 + u];
                for (var j = i + 1; j < stride; j++) rest -= factor[i, j] * unit[j];
                unit[i] = rest / factor[i, i];
            }
        }

        return parameters;
    }

    /// <summary>The one of many optima that is nearest to zero.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="stride">Parameters of a unit.</param>
    /// <param name="rank">How many of them the data determine; at least 1.</param>
    /// <param name="rowSpace">Directions, one per row, in which the data tell parameters apart.</param>
    public static double[] MinimumNorm(TriangularFactor factor, int stride, int rank, out Matrix<double> rowSpace)
    {
        var svd = DenseMatrix.Create(stride, stride, (i, j) => factor[i, j]).Svd();
        var targets = DenseMatrix.Create(stride, factor.Targets, (i, u) => factor[i, factor.Features + 1 + u]);
        var scaled = svd.U.SubMatrix(0, stride, 0, rank).TransposeThisAndMultiply(targets);
        for (var i = 0; i < rank; i++)
            for (var u = 0; u < factor.Targets; u++) scaled[i, u] /= svd.S[i];
        rowSpace = svd.VT.SubMatrix(0, rank, 0, stride);
        return rowSpace.TransposeThisAndMultiply(scaled).ToColumnMajorArray();
    }
}
