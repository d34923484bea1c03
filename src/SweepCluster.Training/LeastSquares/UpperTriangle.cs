using MathNet.Numerics.LinearAlgebra.Double;

namespace SweepCluster.Training.LeastSquares;

/// <summary>A square matrix that is zero below its diagonal.</summary>
internal sealed class UpperTriangle
{
    private readonly double[] _rows;

    /// <summary>Takes the entries on and above the diagonal.</summary>
    public UpperTriangle(int size, Func<int, int, double> entry)
    {
        Size = size;
        _rows = new double[size * size];
        for (var i = 0; i < size; i++)
            for (var j = i; j < size; j++) _rows[i * size + j] = entry(i, j);
    }

    public int Size { get; }

    /// <summary>Whether it is singular at first sight.</summary>
    public bool HasZeroDiagonal => Enumerable.Range(0, Size).Any(i => this[i, i] == 0);

    public double this[int row, int column] => _rows[row * Size + column];

    /// <summary>The same with columns of length 1; columns of zeros stay so.</summary>
    public UpperTriangle WithUnitColumns(out double[] lengths)
    {
        var all = lengths = new double[Size];
        var column = new double[Size];
        for (var j = 0; j < Size; j++)
        {
            for (var i = 0; i <= j; i++) column[i] = this[i, j];
            var length = Lines.Length(column.AsSpan(0, j + 1));
            all[j] = length > 0 ? length : 1;
        }

        return new UpperTriangle(Size, (i, j) => this[i, j] / all[j]);
    }

    /// <summary>All singular values, the largest first.</summary>
    public double[] SingularValues() =>
        DenseMatrix.Create(Size, Size, (i, j) => i <= j ? this[i, j] : 0).Svd(computeVectors: false).S.ToArray();

    /// <summary>x ← RᵀR·x</summary>
    public void MultiplySquare(double[] x)
    {
        var product = new double[Size];
        for (var i = 0; i < Size; i++) Lines.Add(Lines.Dot(Row(i), x.AsSpan(i)), Row(i), product.AsSpan(i));
        product.CopyTo(x, 0);
    }

    /// <summary>x ← (RᵀR)⁻¹·x</summary>
    public void SolveSquare(double[] x)
    {
        for (var i = 0; i < Size; i++)
        {
            x[i] /= this[i, i];
            Lines.Add(-x[i], Row(i)[1..], x.AsSpan(i + 1));
        }

        Solve(x);
    }

    /// <summary>x ← R⁻¹·x</summary>
    public void Solve(double[] x)
    {
        for (var i = Size - 1; i >= 0; i--) x[i] = (x[i] - Lines.Dot(Row(i)[1..], x.AsSpan(i + 1))) / this[i, i];
    }

    /// <summary>Whether all of a row is within a bound.</summary>
    public bool IsBelow(int row, double bound)
    {
        foreach (var entry in Row(row))
            if (!(Math.Abs(entry) <= bound)) return false;
        return true;
    }

    private ReadOnlySpan<double> Row(int i) => _rows.AsSpan(i * Size + i, Size - i);
}
