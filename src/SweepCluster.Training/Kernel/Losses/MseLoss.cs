using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Losses;

/// <summary>Σe²/n, per mini-batch; gradient factor 2e/n.</summary>
internal readonly struct MseLoss<TLanes, T> : ILoss<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool UsesSquares => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Derivative(TLanes residual) => residual;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Scale(TLanes squares, T count) => TLanes.Broadcast((T.One + T.One) / count);
}
