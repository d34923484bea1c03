using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>Adamax: lr_t = lr_k/(1−β1^t); m = β1m + (1−β1)g; u = max(β2u, |g|); p −= lr_t·m/(u + ε).</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct Adamax<TLanes, T>(in StepInputs<TLanes, T> step)
    : IOptimizer<Adamax<TLanes, T>, TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _rate = step.Rate() * step.BiasCorrection(0);
    private readonly TLanes _beta1 = step.Shared(SharedSetting.Beta1);
    private readonly TLanes _oneMinusBeta1 = step.Shared(SharedSetting.OneMinusBeta1);
    private readonly TLanes _beta2 = step.Shared(SharedSetting.Beta2);
    private readonly TLanes _epsilon = step.Lane(LaneSetting.Epsilon);

    public static int StateSlots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }

    public static int FactorCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static void WriteFactors(in BiasProducts products, T* factors)
    {
        factors[0] = T.CreateTruncating(1 / (1 - products.Beta1Power));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Adamax<TLanes, T> At(in StepInputs<TLanes, T> step) => new(step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Move(TLanes parameter, TLanes gradient, T* slots)
    {
        var first = TLanes.FusedMultiplyAdd(_beta1, TLanes.Load(slots), _oneMinusBeta1 * gradient);
        var largest = TLanes.Max(_beta2 * TLanes.Load(slots + TLanes.Count), TLanes.Abs(gradient));
        first.Store(slots);
        largest.Store(slots + TLanes.Count);
        return parameter - _rate * first / (largest + _epsilon);
    }
}
