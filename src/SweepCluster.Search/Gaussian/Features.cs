using System.Collections.Immutable;
using SweepCluster.Search.Points;

namespace SweepCluster.Search.Gaussian;

/// <summary>Points as a Gaussian process sees them: a column per number and one per word.</summary>
/// <remarks>
/// Two different words are at distance 1, whichever they are. A number that does not apply is in the middle, a word in
/// no column.
/// </remarks>
internal sealed class Features
{
    private const double WordColumn = 0.70710678118654752440;
    private const double Middle = 0.5;

    private readonly UnitSpace _space;

    /// <summary>The columns of a space.</summary>
    public Features(UnitSpace space)
    {
        _space = space;
        Owners =
        [
            .. Enumerable.Range(0, space.Dimensions)
                .SelectMany(d => Enumerable.Repeat(d, Math.Max(space.WordCounts[d], 1))),
        ];
        First = [.. Enumerable.Range(0, space.Dimensions).Select(d => Owners.IndexOf(d))];
    }

    /// <summary>Number of parameters.</summary>
    public int Dimensions => _space.Dimensions;

    /// <summary>Number of columns.</summary>
    public int Columns => Owners.Length;

    /// <summary>The parameter of each column.</summary>
    public ImmutableArray<int> Owners { get; }

    /// <summary>The first column of each parameter.</summary>
    public ImmutableArray<int> First { get; }

    /// <summary>The columns of a point.</summary>
    public double[] Of(ReadOnlySpan<double> point)
    {
        var columns = new double[Columns];
        for (var d = 0; d < point.Length; d++)
        {
            if (_space.WordCounts[d] == 0)
                columns[First[d]] = double.IsNaN(point[d]) ? Middle : point[d];
            else if (!double.IsNaN(point[d]))
                columns[First[d] + (int)point[d]] = WordColumn;
        }

        return columns;
    }
}
