using SweepCluster.Training.Data;

namespace SweepCluster.Training.LeastSquares;

/// <summary>
/// How many parameters the data determine, if that shows without centring.
/// </summary>
/// <remarks>
/// It does if the singular values of [X, 1] with its columns scaled to a common length are either large or rounding,
/// with nothing between, and the lengths themselves hide none of the large ones.
/// </remarks>
internal sealed class VisibleRank
{
    private const double MachineEpsilon = 1.0 / (1L << 52);

    // A singular value this much smaller than the largest still has at least ten of its sixteen digits.
    private const double Large = 1e-6;

    // In powers of two: the mean hides a spread this much smaller than itself.
    private const int LeastSpread = -20;

    public VisibleRank(DataSet data, TriangularFactor factor, bool hasBias)
    {
        var stride = factor.Features + (hasBias ? 1 : 0);
        var scaled = new UpperTriangle(stride, (i, j) => Math.ScaleB(factor[i, j], -factor.Exponents[j]))
            .WithUnitColumns(out _);
        if (SingularRange.Of(scaled, SingularRange.Rough).Ratio > Large)
            Rank = stride;
        else if (stride <= SingularRange.MostSmall)
            Rank = Deficient(data, factor, hasBias, scaled);
    }

    /// <summary>The rank; null if centring has to tell.</summary>
    public int? Rank { get; }

    private static int? Deficient(DataSet data, TriangularFactor factor, bool hasBias, UpperTriangle scaled)
    {
        var rounding = MachineEpsilon * Math.Max(factor.Rows, scaled.Size);
        var rank = Above(scaled.SingularValues(), Large);
        var own = Spectrum.ValuesOf(factor, scaled.Size, out _);
        var isClear = rank == Above(scaled.SingularValues(), rounding) && rank == Above(own, Large)
            && rank == Above(own, rounding);
        return isClear && !(hasBias && ColumnFrame.Centered(data.Features, factor.Features).Any(
            frame => frame.Spread < LeastSpread))
            ? rank
            : null;
    }

    private static int Above(double[] values, double part) => values.Count(value => value > part * values[0]);
}
