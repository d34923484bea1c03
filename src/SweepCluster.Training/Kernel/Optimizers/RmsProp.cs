using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>RMSprop: a = ρa + (1−ρ)g²; p −= lr_k·g/(√a + ε).</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct RmsProp<TLanes, T>(in StepInputs<TLanes, T> step)
    : IOptimizer<RmsProp<TLanes, T>, TLanes, T>
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
    public static RmsProp<TLanes, T> At(in StepInputs<TLanes, T> step) => new(step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Move(TLanes parameter, TLanes gradient, T* slots)
    {
        var square = TLanes.FusedMultiplyAdd(_rho, TLanes.Load(slots), _oneMinusRho * (gradient * gradient));
        square.Store(slots);
        return parameter - _rate * gradient / (TLanes.Sqrt(square) + _epsilon);
    }
}
