using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Rows;

/// <summary>One column of a block of 8 rows, kept in registers; one factor per lane.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct BlockColumn<TLanes>(double* column, int row)
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    private readonly TLanes _v0 = TLanes.Load(column);
    private readonly TLanes _v1 = TLanes.Load(column + 1 * row);
    private readonly TLanes _v2 = TLanes.Load(column + 2 * row);
    private readonly TLanes _v3 = TLanes.Load(column + 3 * row);
    private readonly TLanes _v4 = TLanes.Load(column + 4 * row);
    private readonly TLanes _v5 = TLanes.Load(column + 5 * row);
    private readonly TLanes _v6 = TLanes.Load(column + 6 * row);
    private readonly TLanes _v7 = TLanes.Load(column + 7 * row);

    /// <summary>The sum plus the square of each, in row order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes AddSquares(TLanes sum)
    {
        sum = TLanes.FusedMultiplyAdd(_v0, _v0, sum);
        sum = TLanes.FusedMultiplyAdd(_v1, _v1, sum);
        sum = TLanes.FusedMultiplyAdd(_v2, _v2, sum);
        sum = TLanes.FusedMultiplyAdd(_v3, _v3, sum);
        sum = TLanes.FusedMultiplyAdd(_v4, _v4, sum);
        sum = TLanes.FusedMultiplyAdd(_v5, _v5, sum);
        sum = TLanes.FusedMultiplyAdd(_v6, _v6, sum);
        sum = TLanes.FusedMultiplyAdd(_v7, _v7, sum);
        return sum;
    }

    /// <summary>The sum plus the product with each number of another column, in row order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes AddProducts(double* other, int row, TLanes sum)
    {
        sum = TLanes.FusedMultiplyAdd(_v0, TLanes.Load(other + 0 * row), sum);
        sum = TLanes.FusedMultiplyAdd(_v1, TLanes.Load(other + 1 * row), sum);
        sum = TLanes.FusedMultiplyAdd(_v2, TLanes.Load(other + 2 * row), sum);
        sum = TLanes.FusedMultiplyAdd(_v3, TLanes.Load(other + 3 * row), sum);
        sum = TLanes.FusedMultiplyAdd(_v4, TLanes.Load(other + 4 * row), sum);
        sum = TLanes.FusedMultiplyAdd(_v5, TLanes.Load(other + 5 * row), sum);
        sum = TLanes.FusedMultiplyAdd(_v6, TLanes.Load(other + 6 * row), sum);
        sum = TLanes.FusedMultiplyAdd(_v7, TLanes.Load(other + 7 * row), sum);
        return sum;
    }

    /// <summary>Adds this column times a number to another column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTimesTo(TLanes times, double* other, int row)
    {
        Add(times, _v0, other + 0 * row);
        Add(times, _v1, other + 1 * row);
        Add(times, _v2, other + 2 * row);
        Add(times, _v3, other + 3 * row);
        Add(times, _v4, other + 4 * row);
        Add(times, _v5, other + 5 * row);
        Add(times, _v6, other + 6 * row);
        Add(times, _v7, other + 7 * row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TLanes times, TLanes value, double* to) =>
        TLanes.FusedMultiplyAdd(times, value, TLanes.Load(to)).Store(to);
}
