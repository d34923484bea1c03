using System.Globalization;
using MathNet.Numerics;

namespace SweepCluster.Training.Randomness;

/// <summary>The order in which an epoch visits the training rows.</summary>
/// <remarks>Each epoch has a stream of its own, so any epoch can be entered without drawing those before it.</remarks>
public static class RowOrder
{
    /// <summary>Fills <paramref name="order"/> with 0, 1, 2, …: file order.</summary>
    public static void FileOrder(Span<int> order)
    {
        for (var row = 0; row < order.Length; row++)
            order[row] = row;
    }

    /// <summary>Fills <paramref name="order"/> with the permutation of one epoch (from 0) of one repeat.</summary>
    public static void Shuffle(int[] order, long sweepSeed, int repeat, int epoch)
    {
        ArgumentNullException.ThrowIfNull(order);
        FileOrder(order);
        var name = string.Create(CultureInfo.InvariantCulture, $"row-order/{epoch}");
        Combinatorics.SelectPermutationInplace(order, RandomStreams.For(sweepSeed, repeat, name));
    }
}
