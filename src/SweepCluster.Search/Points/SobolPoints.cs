using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Points;

/// <summary>The points of a scrambled Sobol sequence.</summary>
/// <param name="dimensions">How many; those beyond the known direction numbers are random.</param>
/// <param name="seed">Of the scrambling.</param>
internal sealed class SobolPoints(int dimensions, long seed)
{
    private readonly uint[] _seeds =
        [.. Enumerable.Range(0, dimensions).Select(i => (uint)RandomStream.For(seed, "sobol", i).Next())];

    /// <summary>The point at an index.</summary>
    public double[] At(long index)
    {
        var beyond = RandomStream.For(seed, "sobol-beyond", index);
        var point = new double[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            point[i] = i < SobolSequence.MostDimensions
                ? (SobolSequence.Scrambled(SobolSequence.At((uint)index, i), _seeds[i]) + 0.5) / (1L << 32)
                : beyond.NextUnit();
        }

        return point;
    }
}
