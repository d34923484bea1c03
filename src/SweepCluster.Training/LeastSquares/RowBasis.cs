namespace SweepCluster.Training.LeastSquares;

/// <summary>An orthonormal basis of the rows of a triangle that is wider than high.</summary>
/// <remarks>
/// From the last row to the first, as each then has an entry where those before it have none. A row that loses most of
/// its length to the others is freed of their parts once more, which leaves it at right angles to them whatever the
/// rows are (Daniel, Gragg, Kaufman and Stewart, Reorthogonalization and stable algorithms, 1976).
/// </remarks>
internal sealed class RowBasis
{
    private const double Most = 0.5;

    // The part of each row along each vector; that along its own last.
    private readonly double[][] _parts;

    private RowBasis(double[][] vectors, double[][] parts) => (Vectors, _parts) = (vectors, parts);

    /// <summary>The vectors, that of the last row first.</summary>
    public double[][] Vectors { get; }

    /// <summary>The basis of rows.</summary>
    public static RowBasis Of(double[][] rows)
    {
        var vectors = new double[rows.Length][];
        var parts = new double[rows.Length][];
        for (var k = 0; k < rows.Length; k++)
        {
            var rest = (double[])rows[rows.Length - 1 - k].Clone();
            parts[k] = new double[k + 1];
            var before = Lines.Length(rest);
            Free(rest, vectors.AsSpan(0, k), rows.Length - 1, parts[k]);
            var length = Lines.Length(rest);
            if (!(length > Most * before))
            {
                Free(rest, vectors.AsSpan(0, k), rows.Length - 1, parts[k]);
                length = Lines.Length(rest);
            }

            parts[k][k] = length;
            vectors[k] = Array.ConvertAll(rest, entry => entry / length);
        }

        return new RowBasis(vectors, parts);
    }

    // What came from a row has no entries before that row's own.
    private static void Free(double[] rest, ReadOnlySpan<double[]> vectors, int lastRow, double[] parts)
    {
        for (var other = 0; other < vectors.Length; other++)
        {
            var vector = vectors[other].AsSpan(lastRow - other);
            var own = rest.AsSpan(lastRow - other);
            var part = Lines.Dot(own, vector);
            parts[other] += part;
            Lines.Add(-part, vector, own);
        }
    }

    /// <summary>The shortest vector whose products with the rows are given.</summary>
    public double[] Combine(double[] products)
    {
        var sum = new double[Vectors.Length == 0 ? 0 : Vectors[0].Length];
        var along = new double[Vectors.Length];
        for (var k = 0; k < Vectors.Length; k++)
        {
            var rest = products[Vectors.Length - 1 - k] - Lines.Dot(_parts[k].AsSpan(0, k), along.AsSpan(0, k));
            along[k] = rest / _parts[k][k];
            Lines.Add(along[k], Vectors[k], sum);
        }

        return sum;
    }

    /// <summary>The part of a vector that lies in the space of orthonormal ones.</summary>
    public static double[] Project(double[][] basis, double[] vector)
    {
        var sum = new double[vector.Length];
        foreach (var direction in basis) Lines.Add(Lines.Dot(direction, vector), direction, sum);
        return sum;
    }
}
