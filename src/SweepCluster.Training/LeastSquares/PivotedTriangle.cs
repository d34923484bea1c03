namespace SweepCluster.Training.LeastSquares;

/// <summary>
/// A triangle with the targets beside it, made triangular again with its columns in the order of what each adds.
/// </summary>
/// <remarks>
/// Householder QR with column pivoting (Golub and Van Loan, Matrix Computations, 5.4): what is left when the rank is
/// reached is rounding. The columns are of length 1, so the tolerance is a part of that.
/// </remarks>
internal sealed class PivotedTriangle
{
    private const double FarApart = 1e-6;

    private readonly int _size;
    private readonly int _width;
    private readonly double[] _rows;
    private readonly int[] _order;
    private readonly double[] _left;
    private readonly double[] _leftAtLast;

    /// <summary>Orders the columns.</summary>
    /// <param name="columns">The triangle; its columns are of length 1 or 0.</param>
    /// <param name="targets">The entries of each target beside it.</param>
    /// <param name="targetCount">How many targets there are.</param>
    /// <param name="tolerance">The length at which what is left of a column is rounding.</param>
    public PivotedTriangle(UpperTriangle columns, Func<int, int, double> targets, int targetCount, double tolerance)
    {
        (_size, _width) = (columns.Size, columns.Size + targetCount);
        _rows = new double[_size * _width];
        _order = [.. Enumerable.Range(0, _size)];
        for (var i = 0; i < _size; i++)
        {
            for (var j = i; j < _size; j++) _rows[i * _width + j] = columns[i, j];
            for (var u = 0; u < targetCount; u++) _rows[i * _width + _size + u] = targets(i, u);
        }

        _leftAtLast = [.. _order.Select(j => SquaresLeft(j, 0))];
        _left = [.. _leftAtLast];
        Rank = Leading(columns, tolerance) ?? Pivot(tolerance);
    }

    /// <summary>How many columns are no combination of the others.</summary>
    public int Rank { get; }

    /// <summary>What no combination of columns reaches of a target.</summary>
    public double[] Residuals(int target) =>
        [.. Enumerable.Range(Rank, _size - Rank).Select(i => _rows[i * _width + _size + target])];

    /// <summary>
    /// The weights of the columns that reach the rest of each target; of many, those of least length.
    /// </summary>
    /// <param name="basis">
    /// An orthonormal basis of the combinations that the columns tell apart; null if they tell all.
    /// </param>
    public double[][] Solve(out double[][]? basis)
    {
        var rows = RowBasis.Of([.. Enumerable.Range(0, Rank).Select(Row)]);
        basis = Rank == _size ? null : [.. rows.Vectors.Select(InOldOrder)];
        return [.. Enumerable.Range(_size, _width - _size).Select(target => InOldOrder(Rank == _size
            ? BackSubstitution(target)
            : rows.Combine([.. Enumerable.Range(0, Rank).Select(i => _rows[i * _width + target])])))];
    }

    // If the first columns are far from each other's combinations and leave nothing of the others, their order is good
    // as it is, as with fewer rows than columns. Null if it is not.
    private static int? Leading(UpperTriangle columns, double tolerance)
    {
        var rank = columns.Size;
        while (rank > 0 && columns.IsBelow(rank - 1, tolerance / Math.Sqrt(columns.Size))) rank--;
        var first = new UpperTriangle(rank, (i, j) => columns[i, j]);
        return SingularRange.Of(first, SingularRange.Rough).Ratio > FarApart ? rank : null;
    }

    private double[] BackSubstitution(int target)
    {
        var weights = new double[_size];
        for (var i = _size - 1; i >= 0; i--)
            weights[i] = (_rows[i * _width + target] - Lines.Dot(Line(i, i + 1, _size), weights.AsSpan(i + 1)))
                / _rows[i * _width + i];
        return weights;
    }

    private double[] Row(int i) => Line(i, 0, _size).ToArray();

    private Span<double> Line(int i, int from, int to) => _rows.AsSpan(i * _width + from, to - from);

    private double[] InOldOrder(double[] vector)
    {
        var old = new double[_size];
        for (var j = 0; j < _size; j++) old[_order[j]] = vector[j];
        return old;
    }

    private int Pivot(double tolerance)
    {
        var rank = 0;
        while (rank < _size && Pivot(rank, tolerance)) rank++;
        return rank;
    }

    private bool Pivot(int k, double tolerance)
    {
        for (var j = k; j < _size; j++)
            if (!(_left[j] > 1e-6 * _leftAtLast[j])) _left[j] = _leftAtLast[j] = SquaresLeft(j, k);
        var pivot = k;
        for (var j = k + 1; j < _size; j++)
            if (_left[j] > _left[pivot]) pivot = j;
        if (!(Math.Sqrt(SquaresLeft(pivot, k)) > tolerance)) return false;
        Swap(k, pivot);
        Reflect(k);
        for (var j = k + 1; j < _size; j++) _left[j] -= _rows[k * _width + j] * _rows[k * _width + j];
        return true;
    }

    private double SquaresLeft(int column, int from)
    {
        var sum = 0.0;
        for (var i = from; i < _size; i++) sum += _rows[i * _width + column] * _rows[i * _width + column];
        return sum;
    }

    private void Swap(int one, int other)
    {
        if (one == other) return;
        for (var row = 0; row < _rows.Length; row += _width)
            (_rows[row + one], _rows[row + other]) = (_rows[row + other], _rows[row + one]);
        (_order[one], _order[other]) = (_order[other], _order[one]);
        (_left[one], _left[other]) = (_left[other], _left[one]);
        (_leftAtLast[one], _leftAtLast[other]) = (_leftAtLast[other], _leftAtLast[one]);
    }

    private void Reflect(int k)
    {
        var vector = new double[_size];
        for (var i = k; i < _size; i++)
        {
            vector[i] = _rows[i * _width + k];
            _rows[i * _width + k] = 0;
        }

        var length = Math.CopySign(Lines.Length(vector), vector[k]);
        vector[k] += length;
        var products = new double[_width - k - 1];
        for (var i = k; i < _size; i++)
            if (vector[i] != 0) Lines.Add(vector[i], Line(i, k + 1, _width), products);
        var scale = -1 / (length * vector[k]);
        for (var i = k; i < _size; i++)
            if (vector[i] != 0) Lines.Add(scale * vector[i], products, Line(i, k + 1, _width));
        _rows[k * _width + k] = -length;
    }
}
