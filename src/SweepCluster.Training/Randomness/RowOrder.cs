using System.Globalization;
using System.Runtime.CompilerServices;

namespace SweepCluster.Training.Randomness;

/// <summary>The orders in which the epochs of one repeat visit the training rows.</summary>
/// <remarks>
/// Each epoch has a stream of its own, so any epoch can be entered without drawing those before it. Fisher and Yates'
/// shuffle over a bulk draw: MathNet's own permutation draws its integers one by one and takes seven times as long,
/// which for small packs would be longer than the training.
/// </remarks>
public sealed class RowOrder(int rows, long sweepSeed, int repeat)
{
    private readonly int[] _order = new int[rows];
    private readonly double[] _draws = new double[rows];

    /// <summary>Rows in file order: 0, 1, 2, …; valid until the next call.</summary>
    public ReadOnlyMemory<int> FileOrder()
    {
        for (var row = 0; row < _order.Length; row++)
            _order[row] = row;
        return _order;
    }

    /// <summary>Rows in the order of an epoch, from 0; valid until the next call.</summary>
    public ReadOnlyMemory<int> Shuffled(int epoch)
    {
        FileOrder();
        var name = string.Create(CultureInfo.InvariantCulture, $"row-order/{epoch}");
        RandomStreams.For(sweepSeed, repeat, name).NextDoubles(_draws);
        Shuffle(_order, _draws);
        return _order;
    }

    // Without bounds checks, which would take half of its time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Shuffle(int[] order, double[] draws)
    {
        fixed (int* rows = order)
        fixed (double* draw = draws)
        {
            for (var last = order.Length - 1; last > 0; last--)
            {
                var other = (int)(draw[last] * (last + 1));
                (rows[last], rows[other]) = (rows[other], rows[last]);
            }
        }
    }
}
