using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>p −= lr_k·sign(g), where |g| is greater than the dead zone.</summary>
/// <remarks>Bernstein et al. 2018, arXiv 1802.04434, algorithm 1 (signSGD).</remarks>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct SignDescent<TLanes, T>(in StepInputs<TLanes, T> step)
    : IOptimizer<SignDescent<TLanes, T>, TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _rate = step.Rate();
    private readonly TLanes _deadZone = step.Lane(LaneSetting.DeadZone);

    public static int StateSlots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    public static int FactorCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 0;
    }

    public static void WriteFactors(in BiasProducts products, T* factors)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignDescent<TLanes, T> At(in StepInputs<TLanes, T> step) => new(step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Move(TLanes parameter, TLanes gradient, T* slots)
    {
        var beyond = TLanes.Max(TLanes.Abs(gradient) - _deadZone, TLanes.Zero);
        return parameter - _rate * TLanes.Sign(gradient) * TLanes.Sign(beyond);
    }
}
