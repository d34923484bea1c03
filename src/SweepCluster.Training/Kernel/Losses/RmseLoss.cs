using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Losses;

/// <summary>√(Σe²/n), per mini-batch.</summary>
/// <remarks>
/// The gradient factor e/(n·rmse) is e/√(n·Σe²). At an exact fit that is 0/0, for which Keras gives NaN; a term too
/// small to change any other bit makes it 0.
/// </remarks>
internal readonly struct RmseLoss<TLanes, T> : ILoss<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool UsesSquares => true;

    private static T Tiny
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? T.CreateTruncating(1e-30f) : T.CreateTruncating(1e-300);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Derivative(TLanes residual) => residual;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Scale(TLanes squares, T count) =>
        TLanes.Broadcast(T.One)
        / TLanes.Sqrt(TLanes.FusedMultiplyAdd(TLanes.Broadcast(count), squares, TLanes.Broadcast(Tiny)));
}
