using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Steps;

/// <summary>The residuals of a small triangular factor, kept in registers; those past its size are 0.</summary>
/// <remarks>
/// The factor lies column by column, so that the rows of a column go as far as its diagonal. The branches that find
/// it take the same turns at every step, so that a processor predicts them.
/// </remarks>
internal readonly unsafe struct FactorResiduals<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _z0, _z1, _z2, _z3, _z4, _z5, _z6, _z7;

    /// <summary>z = R·w − c.</summary>
    /// <param name="columns">R, each column as far as its diagonal.</param>
    /// <param name="negatedTargets">−c, padded with zeros.</param>
    /// <param name="state">The weights, a record apart.</param>
    /// <param name="size">Columns.</param>
    /// <param name="record">Numbers from one weight to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FactorResiduals(T* columns, T* negatedTargets, T* state, int size, int record)
    {
        var z0 = TLanes.Broadcast(negatedTargets[0]);
        var z1 = TLanes.Broadcast(negatedTargets[1]);
        var z2 = TLanes.Broadcast(negatedTargets[2]);
        var z3 = TLanes.Broadcast(negatedTargets[3]);
        var z4 = TLanes.Broadcast(negatedTargets[4]);
        var z5 = TLanes.Broadcast(negatedTargets[5]);
        var z6 = TLanes.Broadcast(negatedTargets[6]);
        var z7 = TLanes.Broadcast(negatedTargets[7]);
        for (var last = 0; last < size; last++)
        {
            var weight = TLanes.Load(state);
            z0 = TLanes.FusedMultiplyAdd(weight, columns, z0);
            if (last == 0)
                goto done;
            z1 = TLanes.FusedMultiplyAdd(weight, columns + 1, z1);
            if (last == 1)
                goto done;
            z2 = TLanes.FusedMultiplyAdd(weight, columns + 2, z2);
            if (last == 2)
                goto done;
            z3 = TLanes.FusedMultiplyAdd(weight, columns + 3, z3);
            if (last == 3)
                goto done;
            z4 = TLanes.FusedMultiplyAdd(weight, columns + 4, z4);
            if (last == 4)
                goto done;
            z5 = TLanes.FusedMultiplyAdd(weight, columns + 5, z5);
            if (last == 5)
                goto done;
            z6 = TLanes.FusedMultiplyAdd(weight, columns + 6, z6);
            if (last == 6)
                goto done;
            z7 = TLanes.FusedMultiplyAdd(weight, columns + 7, z7);
        done:
            columns += last + 1;
            state += record;
        }

        (_z0, _z1, _z2, _z3, _z4, _z5, _z6, _z7) = (z0, z1, z2, z3, z4, z5, z6, z7);
    }

    /// <summary>The sum plus the square of each, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes AddSquares(TLanes sum)
    {
        sum = TLanes.FusedMultiplyAdd(_z0, _z0, sum);
        sum = TLanes.FusedMultiplyAdd(_z1, _z1, sum);
        sum = TLanes.FusedMultiplyAdd(_z2, _z2, sum);
        sum = TLanes.FusedMultiplyAdd(_z3, _z3, sum);
        sum = TLanes.FusedMultiplyAdd(_z4, _z4, sum);
        sum = TLanes.FusedMultiplyAdd(_z5, _z5, sum);
        sum = TLanes.FusedMultiplyAdd(_z6, _z6, sum);
        return TLanes.FusedMultiplyAdd(_z7, _z7, sum);
    }

    /// <summary>Σ z_i·R_ij over the rows of one column, in order.</summary>
    /// <param name="column">The column.</param>
    /// <param name="last">The row of its diagonal.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Products(T* column, int last)
    {
        var sum = TLanes.FusedMultiplyAdd(_z0, column, TLanes.Zero);
        if (last == 0)
            goto done;
        sum = TLanes.FusedMultiplyAdd(_z1, column + 1, sum);
        if (last == 1)
            goto done;
        sum = TLanes.FusedMultiplyAdd(_z2, column + 2, sum);
        if (last == 2)
            goto done;
        sum = TLanes.FusedMultiplyAdd(_z3, column + 3, sum);
        if (last == 3)
            goto done;
        sum = TLanes.FusedMultiplyAdd(_z4, column + 4, sum);
        if (last == 4)
            goto done;
        sum = TLanes.FusedMultiplyAdd(_z5, column + 5, sum);
        if (last == 5)
            goto done;
        sum = TLanes.FusedMultiplyAdd(_z6, column + 6, sum);
        if (last == 6)
            goto done;
        sum = TLanes.FusedMultiplyAdd(_z7, column + 7, sum);
    done:
        return sum;
    }
}
