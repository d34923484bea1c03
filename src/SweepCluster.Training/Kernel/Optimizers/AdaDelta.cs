using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>
/// Adadelta: a = ρa + (1−ρ)g²; u = g·√(d + ε)/√(a + ε) with the old d; p −= lr_k·u; d = ρd + (1−ρ)u².
/// </summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct AdaDelta<TLanes, T>(in StepInputs<TLanes, T> step)
    : IOptimizer<AdaDelta<TLanes, T>, TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _rate = step.Rate();
    private readonly TLanes _rho = step.Lane(LaneSetting.Rho);
    private readonly TLanes _oneMinusRho = step.Lane(LaneSetting.OneMinusRho);
    private readonly TLanes _epsilon = step.Lane(LaneSetting.Epsilon);

    public static int StateSlots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
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
    public static AdaDelta<TLanes, T> At(in StepInputs<TLanes, T> step) => new(step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Move(TLanes parameter, TLanes gradient, T* slots)
    {
        var square = TLanes.FusedMultiplyAdd(_rho, TLanes.Load(slots), _oneMinusRho * (gradient * gradient));
        var moved = TLanes.Load(slots + TLanes.Count);
        var move = gradient * TLanes.Sqrt(moved + _epsilon) / TLanes.Sqrt(square + _epsilon);
        square.Store(slots);
        TLanes.FusedMultiplyAdd(_rho, moved, _oneMinusRho * (move * move)).Store(slots + TLanes.Count);
        return parameter - _rate * move;
    }
}
