namespace SweepCluster.Search.Numerics;

/// <summary>The lower triangular factor of a covariance matrix, which grows row by row (Cholesky).</summary>
/// <param name="capacity">How many rows it may come to have.</param>
internal sealed class TriangularFactor(int capacity)
{
    // Keeps rounding from making the matrix indefinite where two points are nearly the same.
    private const double LeastPivot = 1e-12;

    private readonly double[][] _rows = new double[capacity][];

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row and column to the matrix.</summary>
    /// <param name="covariances">Of the new point with those before.</param>
    /// <param name="variance">Of the new point.</param>
    public void Append(ReadOnlySpan<double> covariances, double variance)
    {
        var row = new double[Count + 1];
        Solve(covariances, row);
        row[Count] = Math.Sqrt(Math.Max(variance - Vectors.Dot(row.AsSpan(0, Count), row), LeastPivot));
        _rows[Count++] = row;
    }

    /// <summary>The diagonal.</summary>
    public double Pivot(int row) => _rows[row][row];

    /// <summary>A row up to the diagonal.</summary>
    public ReadOnlySpan<double> RowOf(int row) => _rows[row].AsSpan(0, row);

    /// <summary>Divides by the factor: solves L x = b.</summary>
    public void Solve(ReadOnlySpan<double> right, Span<double> solution)
    {
        for (var i = 0; i < Count; i++)
        {
            var row = _rows[i];
            solution[i] = (right[i] - Vectors.Dot(row.AsSpan(0, i), solution)) / row[i];
        }
    }

    /// <summary>Divides by the factor's transpose in place: solves Lᵀ x = b.</summary>
    public void SolveTransposed(Span<double> solution)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            solution[i] /= _rows[i][i];
            Vectors.SubtractScaled(solution[..i], solution[i], _rows[i]);
        }
    }

    /// <summary>The inverse of the matrix: its lower half by rows.</summary>
    public double[][] Inverse()
    {
        // Row j holds column j of the factor's inverse, from the diagonal on.
        var columns = new double[Count][];
        for (var j = 0; j < Count; j++)
        {
            var column = columns[j] = new double[Count - j];
            column[0] = 1 / _rows[j][j];
            for (var i = j + 1; i < Count; i++)
                column[i - j] = -Vectors.Dot(_rows[i].AsSpan(j, i - j), column) / _rows[i][i];
        }

        var inverse = new double[Count][];
        for (var i = 0; i < Count; i++)
        {
            inverse[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
                inverse[i][j] = Vectors.Dot(columns[i], columns[j].AsSpan(i - j));
        }

        return inverse;
    }
}
