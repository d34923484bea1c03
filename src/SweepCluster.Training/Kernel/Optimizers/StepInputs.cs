using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>
/// What an update rule may read: settings lane by lane, settings shared by the pack, and the step's factors.
/// </summary>
/// <param name="lanes">Vectors of one lane block, in the order of <see cref="LaneSetting"/>.</param>
/// <param name="shared">Numbers of the pack, in the order of <see cref="SharedSetting"/>.</param>
/// <param name="factors">The step's bias corrections.</param>
/// <param name="updates">Updates made before this one.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct StepInputs<TLanes, T>(T* lanes, T* shared, T* factors, T updates)
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _lanes = lanes;
    private readonly T* _shared = shared;
    private readonly T* _factors = factors;
    private readonly T _updates = updates;

    /// <summary>lr / (1 + decay·k).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Rate()
    {
        var slowdown = TLanes.FusedMultiplyAdd(
            Lane(LaneSetting.Decay), TLanes.Broadcast(_updates), TLanes.Broadcast(T.One));
        return Lane(LaneSetting.LearningRate) / slowdown;
    }

    /// <summary>A setting that varies from lane to lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Lane(LaneSetting setting) => TLanes.Load(_lanes + (int)setting * TLanes.Count);

    /// <summary>A setting of the whole pack.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Shared(SharedSetting setting) => TLanes.Broadcast(_shared[(int)setting]);

    /// <summary>A factor of this step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes BiasCorrection(int index) => TLanes.Broadcast(_factors[index]);
}
