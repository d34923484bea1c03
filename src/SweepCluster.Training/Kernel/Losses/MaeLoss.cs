using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Losses;

/// <summary>Σ|e|/n, per mini-batch; gradient factor sign(e)/n, which is 0 at e = 0.</summary>
internal readonly struct MaeLoss<TLanes, T> : ILoss<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool UsesSquares => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Derivative(TLanes residual) => TLanes.Sign(residual);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Scale(TLanes squares, T count) => TLanes.Broadcast(T.One / count);
}
