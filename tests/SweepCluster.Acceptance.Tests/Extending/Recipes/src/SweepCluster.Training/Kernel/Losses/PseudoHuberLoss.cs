using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Losses;

/// <summary>Σ(√(1 + e²) − 1)/n, per mini-batch; gradient factor e/√(1 + e²)/n.</summary>
/// <remarks>Charbonnier et al. 1997: like half of the mean square near 0, and like mae far away.</remarks>
internal readonly struct PseudoHuberLoss<TLanes, T> : ILoss<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool UsesSquares => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Derivative(TLanes residual)
    {
        var square = TLanes.FusedMultiplyAdd(residual, residual, TLanes.Broadcast(T.One));
        return residual / TLanes.Sqrt(square);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Scale(TLanes squares, T count) => TLanes.Broadcast(T.One / count);
}
