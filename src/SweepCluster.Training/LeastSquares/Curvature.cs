namespace SweepCluster.Training.LeastSquares;

/// <summary>H = [X, 1]ᵀ[X, 1]/n: how the mean square grows around the optimum, the same for every unit.</summary>
/// <remarks>
/// Kept as the triangular factor of H, so δᵀHδ is a sum of squares and does not cancel; by rows and by columns, so that
/// both products run along memory.
/// </remarks>
public sealed class Curvature
{
    private const int MostOnStack = 256;

    private readonly double[] _rows;
    private readonly double[] _columns;

    /// <summary>Takes the curvature from a data set's factor.</summary>
    /// <param name="factor">The factor of the training rows.</param>
    /// <param name="hasBias">Whether units have a bias.</param>
    public Curvature(TriangularFactor factor, bool hasBias)
    {
        Size = factor.Features + (hasBias ? 1 : 0);
        var scale = 1 / Math.Sqrt(factor.Rows);
        (_rows, _columns) = (new double[Size * Size], new double[Size * Size]);
        Diagonal = new double[Size];
        for (var i = 0; i < Size; i++)
            for (var j = i; j < Size; j++)
            {
                var entry = _rows[i * Size + j] = _columns[j * Size + i] = factor[i, j] * scale;
                Diagonal[j] += entry * entry;
            }
    }

    /// <summary>Parameters per unit.</summary>
    public int Size { get; }

    /// <summary>Sum of the diagonal: the mean square length of a row.</summary>
    public double Trace => Diagonal.Sum();

    internal double[] Diagonal { get; }

    /// <summary>δᵀHδ for one unit: by how much its mean square exceeds the optimum's.</summary>
    public double Excess(ReadOnlySpan<double> offset)
    {
        Span<double> entries = Size <= MostOnStack ? stackalloc double[Size] : new double[Size];
        Write(offset, entries);
        var sum = 0.0;
        foreach (var entry in entries) sum += entry * entry;
        return sum;
    }

    /// <summary>Writes Hδ and gives δᵀHδ.</summary>
    public double Multiply(ReadOnlySpan<double> offset, Span<double> product)
    {
        Span<double> entries = Size <= MostOnStack ? stackalloc double[Size] : new double[Size];
        Write(offset, entries);
        product.Clear();
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
        {
            Lines.Add(entries[i], _rows.AsSpan(i * Size + i, Size - i), product[i..]);
            sum += entries[i] * entries[i];
        }

        return sum;
    }

    // Each entry of R·δ is summed in the order of its columns.
    private void Write(ReadOnlySpan<double> offset, Span<double> entries)
    {
        entries.Clear();
        for (var j = 0; j < Size; j++) Lines.Add(offset[j], _columns.AsSpan(j * Size, j + 1), entries);
    }
}
