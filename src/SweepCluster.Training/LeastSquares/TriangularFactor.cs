using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.LeastSquares;

/// <summary>Stands for all rows of a data set wherever only sums of squares matter: R of [X, 1, Y] = Q·R.</summary>
/// <remarks>
/// ‖R·[w, b, −1]‖ is the length of the residuals of all rows at once, in O(features²) and without cancellation, however
/// small it is. Rows are taken in blocks, each stacked under the R of those before (tall-skinny QR), so little memory is
/// needed. MathNet's managed QR shares out columns among cores but never splits a sum: the bits are the same everywhere.
/// </remarks>
public sealed class TriangularFactor
{
    private const int BlockRows = 2048;

    // Row-major; zero below the diagonal.
    private readonly double[] _r;

    private TriangularFactor(int rows, int features, int targets, double[] r) =>
        (Rows, Features, Targets, _r) = (rows, features, targets, r);

    /// <summary>Rows of the data set.</summary>
    public int Rows { get; }

    /// <summary>Feature columns.</summary>
    public int Features { get; }

    /// <summary>Target columns.</summary>
    public int Targets { get; }

    /// <summary>Columns of R: the features, the ones that carry the bias, the targets.</summary>
    public int Width => Features + 1 + Targets;

    /// <summary>An entry of R.</summary>
    public double this[int row, int column] => _r[row * Width + column];

    /// <summary>Factorises a data set.</summary>
    public static TriangularFactor Of(DataSet data)
    {
        var width = data.FeatureCount + 1 + data.TargetCount;
        var block = Math.Min(data.Rows, Math.Max(BlockRows, 4 * width));
        var r = new DenseMatrix(width, width);
        for (var first = 0; first < data.Rows; first += block)
            r = (DenseMatrix)Stack(r, data, first, Math.Min(block, data.Rows - first)).QR(QRMethod.Thin).R;
        return new TriangularFactor(data.Rows, data.FeatureCount, data.TargetCount, r.ToRowMajorArray());
    }

    /// <summary>Root of the mean square residual over all rows and targets.</summary>
    /// <param name="parameters">Unit by unit: the weights, then the bias where there is one.</param>
    /// <param name="hasBias">Whether the parameters have a bias.</param>
    public double Rmse(ReadOnlySpan<double> parameters, bool hasBias)
    {
        var stride = Features + (hasBias ? 1 : 0);
        var sum = 0.0;
        for (var u = 0; u < Targets; u++) sum += MeanSquare(parameters.Slice(u * stride, stride), u);
        return Math.Sqrt(sum / Targets);
    }

    /// <summary>Mean square residual of one unit over all rows.</summary>
    /// <param name="unit">The unit's weights, then its bias where it has one.</param>
    /// <param name="target">Which target it predicts.</param>
    public double MeanSquare(ReadOnlySpan<double> unit, int target)
    {
        var sum = 0.0;
        var column = Features + 1 + target;
        for (var i = 0; i <= column; i++)
        {
            var row = _r.AsSpan(i * Width, Width);
            var residual = -row[column];
            for (var j = i; j < unit.Length; j++) residual += row[j] * unit[j];
            sum += residual * residual;
        }

        return sum / Rows;
    }

    private static DenseMatrix Stack(DenseMatrix r, DataSet data, int first, int rows)
    {
        var stacked = new DenseMatrix(r.RowCount + rows, r.ColumnCount);
        stacked.SetSubMatrix(0, 0, r);
        var cells = stacked.Values;
        FillColumns(cells, stacked.RowCount, r.RowCount, data.Features, data.FeatureCount, first, rows, 0);
        cells.AsSpan(data.FeatureCount * stacked.RowCount + r.RowCount, rows).Fill(1);
        FillColumns(cells, stacked.RowCount, r.RowCount, data.Targets, data.TargetCount, first, rows, data.FeatureCount + 1);
        return stacked;
    }

    // MathNet's matrices lie column by column.
    private static void FillColumns(
        double[] cells, int height, int top, double[] table, int columns, int first, int rows, int firstColumn)
    {
        for (var j = 0; j < columns; j++)
        {
            var column = cells.AsSpan((firstColumn + j) * height + top, rows);
            for (var i = 0; i < rows; i++) column[i] = table[(first + i) * columns + j];
        }
    }
}
