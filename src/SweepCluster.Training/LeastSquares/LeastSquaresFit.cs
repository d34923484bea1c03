using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.LeastSquares;

/// <summary>The parameters with the least sum of squares, and how well the data determine them.</summary>
/// <remarks>
/// If columns depend on each other, or rows are fewer than parameters, the optimum is a plane; the fit is its point
/// nearest to zero, in units of the columns' spread if scales hide columns from each other. Data in which none is
/// hidden are solved as they are, all others centred and scaled.
/// </remarks>
public sealed class LeastSquaresFit
{
    private readonly TriangularFactor _factor;
    private readonly bool _hasBias;
    private readonly Matrix<double>? _rowSpace;
    private readonly CenteredSolution? _centered;
    private readonly Lazy<Spectrum> _spectrum;

    private LeastSquaresFit(DataSet data, TriangularFactor factor, bool hasBias)
    {
        (_factor, _hasBias) = (factor, hasBias);
        Stride = factor.Features + (hasBias ? 1 : 0);
        var visible = new VisibleRank(data, factor, hasBias);
        if (visible.Rank is not { } rank)
        {
            _centered = new CenteredSolution(data, hasBias);
            (Rank, Parameters, UnitSigmas) = (_centered.Rank, [.. _centered.Parameters], [.. _centered.UnitSigmas]);
        }
        else
        {
            Rank = rank;
            Parameters = rank == Stride ? [.. PlainSolution.BackSubstitution(factor, Stride)]
                : rank == 0 ? [.. new double[factor.Targets * Stride]]
                : [.. PlainSolution.MinimumNorm(factor, Stride, rank, out _rowSpace)];
            UnitSigmas = [.. Enumerable.Range(0, factor.Targets).Select(u => factor.Rmse(Unit(u), u))];
        }

        Sigma = Rmse(null);
        _spectrum = new Lazy<Spectrum>(() => Spectrum.Of(factor, hasBias, Rank));
    }

    /// <summary>Parameters of one unit: its weights and, if there is one, its bias.</summary>
    public int Stride { get; }

    /// <summary>The optimum, unit by unit: the weights, then the bias if there is one.</summary>
    public ImmutableArray<double> Parameters { get; }

    /// <summary>RMSE of each unit at the optimum: what the data allow.</summary>
    public ImmutableArray<double> UnitSigmas { get; }

    /// <summary>RMSE over all units at the optimum.</summary>
    public double Sigma { get; }

    /// <summary>How many of a unit's parameters the data determine.</summary>
    public int Rank { get; }

    /// <summary>Condition number of H = [X, 1]ᵀ[X, 1]/n; infinite if the rank is not full.</summary>
    public double ConditionNumber => _spectrum.Value.ConditionNumber;

    /// <summary>Largest eigenvalue of H.</summary>
    public double LargestEigenvalue => _spectrum.Value.LargestEigenvalue;

    /// <summary>
    /// Whether it is the columns' scales and means that make the way to the optimum long, so standardizing shortens it.
    /// </summary>
    public bool ScalesMakeTheWayLong => _spectrum.Value.ScalesMakeTheWayLong;

    /// <summary>Fits all units at once.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="factor">Their factor.</param>
    /// <param name="hasBias">Whether units have a bias.</param>
    public static LeastSquaresFit Of(DataSet data, TriangularFactor factor, bool hasBias) => new(data, factor, hasBias);

    /// <summary>RMSE over all units at the optimum.</summary>
    /// <param name="targetScales">What one unit of each target counts; 1 if left out.</param>
    public double Rmse(IReadOnlyList<double>? targetScales) => _centered is null
        ? _factor.Rmse(Parameters.AsSpan(), _hasBias, targetScales)
        : Lines.Length([.. UnitSigmas.Select((sigma, u) => sigma * (targetScales?[u] ?? 1))])
            / Math.Sqrt(UnitSigmas.Length);

    /// <summary>The way from the nearest optimum to some parameters, laid out as they are.</summary>
    public double[] OffsetOf(ReadOnlySpan<double> parameters)
    {
        var offset = new double[Parameters.Length];
        for (var i = 0; i < offset.Length; i++) offset[i] = parameters[i] - Parameters[i];
        return _centered is not null ? _centered.InRowSpace(offset)
            : _rowSpace is not null ? InRowSpace(_rowSpace, offset)
            : offset;
    }

    private ReadOnlySpan<double> Unit(int u) => Parameters.AsSpan(u * Stride, Stride);

    // Along the other directions nothing changes, so every point of that plane is an optimum.
    private double[] InRowSpace(Matrix<double> rowSpace, double[] offset)
    {
        var columns = new DenseMatrix(Stride, offset.Length / Stride, offset);
        return rowSpace.TransposeThisAndMultiply(rowSpace * columns).ToColumnMajorArray();
    }
}
