using SweepCluster.Training.Data;

namespace SweepCluster.Training.LeastSquares;

/// <summary>Stands for all rows of a data set wherever only sums of squares matter: R of [X, 1, Y] = Q·R.</summary>
/// <remarks>
/// ‖R·[w, b, −1]‖ is the length of the residuals of all rows at once, in O(features²) and without cancellation, however
/// small it is. Rows are taken in blocks, each stacked under the R of those before (tall-skinny QR), so little memory
/// is needed. Columns are scaled by powers of two meanwhile, so that no square of theirs leaves the range of numbers.
/// </remarks>
public sealed class TriangularFactor
{
    // Squares of numbers within it, and sums of such squares, are normal numbers.
    private const int MostOrdinaryExponent = 256;

    // Row-major; zero below the diagonal.
    private readonly double[] _r;
    private readonly bool _isExtreme;

    private TriangularFactor(DataSet data, ColumnFrame[] features, ColumnFrame[] targets)
    {
        (Rows, Features, Targets) = (data.Rows, data.FeatureCount, data.TargetCount);
        Exponents = [.. features.Select(frame => frame.Exponent), 0, .. targets.Select(frame => frame.Exponent)];
        _isExtreme = Exponents.Any(exponent => Math.Abs(exponent) > MostOrdinaryExponent);
        _r = RowFolding.Fold(data, features, targets);
        for (var i = 0; i < Width; i++)
            for (var j = i; j < Width; j++)
                _r[i * Width + j] = Math.ScaleB(_r[i * Width + j], Exponents[j]);
    }

    /// <summary>Rows of the data set.</summary>
    public int Rows { get; }

    /// <summary>Feature columns.</summary>
    public int Features { get; }

    /// <summary>Target columns.</summary>
    public int Targets { get; }

    /// <summary>Columns of R: the features, the ones that carry the bias, the targets.</summary>
    public int Width => Features + 1 + Targets;

    /// <summary>The power of two that is nearest below the largest number of each column.</summary>
    internal int[] Exponents { get; }

    /// <summary>An entry of R.</summary>
    public double this[int row, int column] => _r[row * Width + column];

    /// <summary>Factorises a data set.</summary>
    public static TriangularFactor Of(DataSet data) => new(
        data,
        ColumnFrame.Scaled(data.Features, data.FeatureCount),
        ColumnFrame.Scaled(data.Targets, data.TargetCount));

    /// <summary>Root of the mean square residual over all rows and targets.</summary>
    /// <param name="parameters">Unit by unit: the weights, then the bias if there is one.</param>
    /// <param name="hasBias">Whether the parameters have a bias.</param>
    /// <param name="targetScales">What one unit of each target counts; 1 if left out.</param>
    public double Rmse(ReadOnlySpan<double> parameters, bool hasBias, IReadOnlyList<double>? targetScales = null)
    {
        var stride = Features + (hasBias ? 1 : 0);
        if (_isExtreme || targetScales?.Any(scale => scale is < 1e-100 or > 1e100) == true)
            return ExtremeRmse(parameters, stride, targetScales);
        var sum = 0.0;
        for (var u = 0; u < Targets; u++)
        {
            var scale = targetScales?[u] ?? 1;
            sum += MeanSquare(parameters.Slice(u * stride, stride), u) * scale * scale;
        }

        return Math.Sqrt(sum / Targets);
    }

    /// <summary>Mean square residual of one unit over all rows.</summary>
    /// <param name="unit">The unit's weights, then its bias if it has one.</param>
    /// <param name="target">Which target it predicts.</param>
    public double MeanSquare(ReadOnlySpan<double> unit, int target)
    {
        var sum = 0.0;
        for (var i = 0; i <= Features + 1 + target; i++)
        {
            var residual = Residual(i, unit, target);
            sum += residual * residual;
        }

        return sum / Rows;
    }

    /// <summary>Root of the mean square residual of one unit over all rows.</summary>
    /// <param name="unit">The unit's weights, then its bias if it has one.</param>
    /// <param name="target">Which target it predicts.</param>
    internal double Rmse(ReadOnlySpan<double> unit, int target) =>
        _isExtreme ? ExtremeRmse(unit, target) : Math.Sqrt(MeanSquare(unit, target));

    private double ExtremeRmse(ReadOnlySpan<double> parameters, int stride, IReadOnlyList<double>? targetScales)
    {
        var roots = new double[Targets];
        for (var u = 0; u < Targets; u++)
            roots[u] = ExtremeRmse(parameters.Slice(u * stride, stride), u) * (targetScales?[u] ?? 1);
        return Lines.Length(roots) / Math.Sqrt(Targets);
    }

    private double ExtremeRmse(ReadOnlySpan<double> unit, int target)
    {
        var residuals = new double[Features + 2 + target];
        for (var i = 0; i < residuals.Length; i++) residuals[i] = Residual(i, unit, target);
        return Lines.Length(residuals) / Math.Sqrt(Rows);
    }

    private double Residual(int i, ReadOnlySpan<double> unit, int target)
    {
        var row = _r.AsSpan(i * Width, Width);
        var residual = -row[Features + 1 + target];
        for (var j = i; j < unit.Length; j++) residual += row[j] * unit[j];
        return residual;
    }
}
