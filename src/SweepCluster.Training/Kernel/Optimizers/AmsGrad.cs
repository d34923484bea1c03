using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>
/// Adam with the largest v seen so far, which is not bias-corrected: v̂ = max(v̂, v); p −= lr_t·m/(√v̂ + ε).
/// </summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct AmsGrad<TLanes, T>(in StepInputs<TLanes, T> step)
    : IOptimizer<AmsGrad<TLanes, T>, TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _rate = step.Rate() * step.BiasCorrection(0);
    private readonly TLanes _beta1 = step.Shared(SharedSetting.Beta1);
    private readonly TLanes _oneMinusBeta1 = step.Shared(SharedSetting.OneMinusBeta1);
    private readonly TLanes _beta2 = step.Shared(SharedSetting.Beta2);
    private readonly TLanes _oneMinusBeta2 = step.Shared(SharedSetting.OneMinusBeta2);
    private readonly TLanes _epsilon = step.Lane(LaneSetting.Epsilon);

    public static int StateSlots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3;
    }

    public static int FactorCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static void WriteFactors(in BiasProducts products, T* factors)
    {
        factors[0] = T.CreateTruncating(Math.Sqrt(1 - products.Beta2Power) / (1 - products.Beta1Power));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static AmsGrad<TLanes, T> At(in StepInputs<TLanes, T> step) => new(step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Move(TLanes parameter, TLanes gradient, T* slots)
    {
        var first = TLanes.FusedMultiplyAdd(_beta1, TLanes.Load(slots), _oneMinusBeta1 * gradient);
        var second = TLanes.FusedMultiplyAdd(
            _beta2, TLanes.Load(slots + TLanes.Count), _oneMinusBeta2 * (gradient * gradient));
        first.Store(slots);
        second.Store(slots + TLanes.Count);
        var largest = TLanes.Max(TLanes.Load(slots + 2 * TLanes.Count), second);
        largest.Store(slots + 2 * TLanes.Count);
        return parameter - _rate * first / (TLanes.Sqrt(largest) + _epsilon);
    }
}
