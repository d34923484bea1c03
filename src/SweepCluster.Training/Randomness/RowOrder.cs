using System.Globalization;

namespace SweepCluster.Training.Randomness;

/// <summary>The orders in which the epochs of one repeat visit the training rows.</summary>
/// <remarks>
/// Each epoch has a stream of its own, so any epoch can be entered without drawing those before it. Fisher and Yates'
/// shuffle over a bulk draw: MathNet's own permutation draws its integers one by one and takes seven times as long,
/// which at small packs would be longer than the training.
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
        for (var last = _order.Length - 1; last > 0; last--)
        {
            var other = (int)(_draws[last] * (last + 1));
            (_order[last], _order[other]) = (_order[other], _order[last]);
        }

        return _order;
    }
}
