using SweepCluster.Training.Data;

namespace SweepCluster.Training.LeastSquares;

/// <summary>
/// How many parameters the data determine, where that can be seen without centring: null where it cannot.
/// </summary>
/// <remarks>
/// It can where the singular values of [X, 1] with its columns brought to a common length are either large or rounding,
/// with nothing between, and the lengths themselves hide none of the large ones.
/// </remarks>
internal sealed class VisibleRank
{
    private const double MachineEpsilon = 1.0 / (1L << 52);

    // Of sixteen digits at least ten are left of a singular value that is so much smaller than the largest.
    private const double Large = 1e-6;

    // In powers of two: a spread so much smaller than the mean is hidden by it.
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

    /// <summary>The rank; null where centring has to tell.</summary>
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
