namespace SweepCluster.Training.LeastSquares;

/// <summary>H = [X, 1]ᵀ[X, 1]/n: how the mean square grows around the optimum, alike for every unit.</summary>
/// <remarks>Kept as the triangular factor of H, so δᵀHδ is a sum of squares and does not cancel.</remarks>
public sealed class Curvature
{
    private readonly double[] _r;

    /// <summary>Takes the curvature from a data set's factor.</summary>
    /// <param name="factor">The factor of the training rows.</param>
    /// <param name="hasBias">Whether units have a bias.</param>
    public Curvature(TriangularFactor factor, bool hasBias)
    {
        Size = factor.Features + (hasBias ? 1 : 0);
        var scale = 1 / Math.Sqrt(factor.Rows);
        _r = new double[Size * Size];
        Diagonal = new double[Size];
        for (var i = 0; i < Size; i++)
            for (var j = i; j < Size; j++)
            {
                var entry = _r[i * Size + j] = factor[i, j] * scale;
                Diagonal[j] += entry * entry;
            }
    }

    /// <summary>Parameters of a unit.</summary>
    public int Size { get; }

    /// <summary>Sum of the diagonal: the mean square length of a row.</summary>
    public double Trace => Diagonal.Sum();

    internal double[] Diagonal { get; }

    /// <summary>δᵀHδ for one unit: by how much its mean square exceeds the optimum's.</summary>
    public double Excess(ReadOnlySpan<double> offset)
    {
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
        {
            var entry = Entry(i, offset);
            sum += entry * entry;
        }

        return sum;
    }

    /// <summary>Writes Hδ and gives δᵀHδ.</summary>
    public double Multiply(ReadOnlySpan<double> offset, Span<double> product)
    {
        product.Clear();
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
        {
            var entry = Entry(i, offset);
            var row = _r.AsSpan(i * Size, Size);
            for (var j = i; j < row.Length; j++) product[j] += row[j] * entry;
            sum += entry * entry;
        }

        return sum;
    }

    private double Entry(int i, ReadOnlySpan<double> offset)
    {
        var row = _r.AsSpan(i * Size, Size);
        var entry = 0.0;
        for (var j = i; j < row.Length; j++) entry += row[j] * offset[j];
        return entry;
    }
}
