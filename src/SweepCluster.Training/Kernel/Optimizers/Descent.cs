using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>Gradient descent with momentum: V = μm − lr_k·g; m = V; p += V. Plain sgd is μ = 0.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct Descent<TLanes, T>(in StepInputs<TLanes, T> step)
    : IOptimizer<Descent<TLanes, T>, TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TLanes _rate = step.Rate();
    private readonly TLanes _momentum = step.Lane(LaneSetting.Momentum);

    public static int StateSlots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
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
    public static Descent<TLanes, T> At(in StepInputs<TLanes, T> step) => new(step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Move(TLanes parameter, TLanes gradient, T* slots)
    {
        var velocity = TLanes.FusedMultiplyAdd(_momentum, TLanes.Load(slots), TLanes.Zero - _rate * gradient);
        velocity.Store(slots);
        return parameter + velocity;
    }
}
