using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Losses;

namespace SweepCluster.Training.Kernel.Steps;

/// <summary>One number for each row of a row block of 8, kept in registers.</summary>
internal readonly unsafe struct RowResiduals<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _r0, _r1, _r2, _r3, _r4, _r5, _r6, _r7;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RowResiduals(
        TLanes r0, TLanes r1, TLanes r2, TLanes r3, TLanes r4, TLanes r5, TLanes r6, TLanes r7)
    {
        _r0 = r0;
        _r1 = r1;
        _r2 = r2;
        _r3 = r3;
        _r4 = r4;
        _r5 = r5;
        _r6 = r6;
        _r7 = r7;
    }

    /// <summary>The residuals of the 8 rows for the unit whose parameters lie at <paramref name="state"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowResiduals<TLanes, T> Of(
        T* rows, T* targets, T* state, int features, bool useBias, int record)
    {
        var bias = useBias ? TLanes.Load(state + features * record) : TLanes.Zero;
        var e0 = bias - TLanes.Broadcast(targets[0]);
        var e1 = bias - TLanes.Broadcast(targets[1]);
        var e2 = bias - TLanes.Broadcast(targets[2]);
        var e3 = bias - TLanes.Broadcast(targets[3]);
        var e4 = bias - TLanes.Broadcast(targets[4]);
        var e5 = bias - TLanes.Broadcast(targets[5]);
        var e6 = bias - TLanes.Broadcast(targets[6]);
        var e7 = bias - TLanes.Broadcast(targets[7]);
        for (var feature = 0; feature < features; feature++)
        {
            var weight = TLanes.Load(state);
            e0 = TLanes.FusedMultiplyAdd(weight, rows, e0);
            e1 = TLanes.FusedMultiplyAdd(weight, rows + 1, e1);
            e2 = TLanes.FusedMultiplyAdd(weight, rows + 2, e2);
            e3 = TLanes.FusedMultiplyAdd(weight, rows + 3, e3);
            e4 = TLanes.FusedMultiplyAdd(weight, rows + 4, e4);
            e5 = TLanes.FusedMultiplyAdd(weight, rows + 5, e5);
            e6 = TLanes.FusedMultiplyAdd(weight, rows + 6, e6);
            e7 = TLanes.FusedMultiplyAdd(weight, rows + 7, e7);
            rows += KernelRun<T>.RowBlock;
            state += record;
        }

        return new(e0, e1, e2, e3, e4, e5, e6, e7);
    }

    /// <summary>The sum plus the square of each, in row order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes AddSquares(TLanes sum)
    {
        sum = TLanes.FusedMultiplyAdd(_r0, _r0, sum);
        sum = TLanes.FusedMultiplyAdd(_r1, _r1, sum);
        sum = TLanes.FusedMultiplyAdd(_r2, _r2, sum);
        sum = TLanes.FusedMultiplyAdd(_r3, _r3, sum);
        sum = TLanes.FusedMultiplyAdd(_r4, _r4, sum);
        sum = TLanes.FusedMultiplyAdd(_r5, _r5, sum);
        sum = TLanes.FusedMultiplyAdd(_r6, _r6, sum);
        return TLanes.FusedMultiplyAdd(_r7, _r7, sum);
    }

    /// <summary>What each residual contributes to the gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowResiduals<TLanes, T> Factors<TLoss>()
        where TLoss : struct, ILoss<TLanes, T> => new(
            TLoss.Derivative(_r0), TLoss.Derivative(_r1), TLoss.Derivative(_r2), TLoss.Derivative(_r3),
            TLoss.Derivative(_r4), TLoss.Derivative(_r5), TLoss.Derivative(_r6), TLoss.Derivative(_r7));

    /// <summary>The sum plus each times its row's value of one feature, in row order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes AddProducts(T* values, TLanes sum)
    {
        sum = TLanes.FusedMultiplyAdd(_r0, values, sum);
        sum = TLanes.FusedMultiplyAdd(_r1, values + 1, sum);
        sum = TLanes.FusedMultiplyAdd(_r2, values + 2, sum);
        sum = TLanes.FusedMultiplyAdd(_r3, values + 3, sum);
        sum = TLanes.FusedMultiplyAdd(_r4, values + 4, sum);
        sum = TLanes.FusedMultiplyAdd(_r5, values + 5, sum);
        sum = TLanes.FusedMultiplyAdd(_r6, values + 6, sum);
        return TLanes.FusedMultiplyAdd(_r7, values + 7, sum);
    }

    /// <summary>The sum plus each, in row order: the products with a feature that is always 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes AddTo(TLanes sum) => sum + _r0 + _r1 + _r2 + _r3 + _r4 + _r5 + _r6 + _r7;

    /// <summary>The sum of the absolute values, in pairs of pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes AbsoluteSum() =>
        ((TLanes.Abs(_r0) + TLanes.Abs(_r1)) + (TLanes.Abs(_r2) + TLanes.Abs(_r3)))
        + ((TLanes.Abs(_r4) + TLanes.Abs(_r5)) + (TLanes.Abs(_r6) + TLanes.Abs(_r7)));
}
