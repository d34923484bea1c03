using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>Adam with Nesterov's momentum and a warming schedule of β1; see the remarks.</summary>
/// <remarks>
/// μ_t = β1(1 − .5·.96^(t·schedule-decay)), P = Π μ_i up to t, μ' and P' the same at t+1:
/// p −= lr·[(1−μ_t)g/(1−P) + μ'·m/(1−P')]/(√(v/(1−β2^t)) + ε).
/// </remarks>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct Nadam<TLanes, T>(in StepInputs<TLanes, T> step)
    : IOptimizer<Nadam<TLanes, T>, TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _rate = step.Rate();
    private readonly TLanes _gradientShare = step.BiasCorrection(0);
    private readonly TLanes _momentShare = step.BiasCorrection(1);
    private readonly TLanes _secondShare = step.BiasCorrection(2);
    private readonly TLanes _beta1 = step.Shared(SharedSetting.Beta1);
    private readonly TLanes _oneMinusBeta1 = step.Shared(SharedSetting.OneMinusBeta1);
    private readonly TLanes _beta2 = step.Shared(SharedSetting.Beta2);
    private readonly TLanes _oneMinusBeta2 = step.Shared(SharedSetting.OneMinusBeta2);
    private readonly TLanes _epsilon = step.Lane(LaneSetting.Epsilon);

    public static int StateSlots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }

    public static int FactorCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3;
    }

    public static void WriteFactors(in BiasProducts products, T* factors)
    {
        factors[0] = T.CreateTruncating((1 - products.Momentum) / (1 - products.MomentumProduct));
        factors[1] = T.CreateTruncating(products.NextMomentum / (1 - products.MomentumProduct * products.NextMomentum));
        factors[2] = T.CreateTruncating(1 / (1 - products.Beta2Power));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Nadam<TLanes, T> At(in StepInputs<TLanes, T> step) => new(step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Move(TLanes parameter, TLanes gradient, T* slots)
    {
        var first = TLanes.FusedMultiplyAdd(_beta1, TLanes.Load(slots), _oneMinusBeta1 * gradient);
        var second = TLanes.FusedMultiplyAdd(
            _beta2, TLanes.Load(slots + TLanes.Count), _oneMinusBeta2 * (gradient * gradient));
        first.Store(slots);
        second.Store(slots + TLanes.Count);
        var corrected = TLanes.FusedMultiplyAdd(_momentShare, first, _gradientShare * gradient);
        return parameter - _rate * corrected / (TLanes.Sqrt(_secondShare * second) + _epsilon);
    }
}
