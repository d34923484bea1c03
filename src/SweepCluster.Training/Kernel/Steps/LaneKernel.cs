using System.Numerics;
using System.Runtime.CompilerServices;
using SweepCluster.Training.Kernel.Lanes;
using SweepCluster.Training.Kernel.Losses;
using SweepCluster.Training.Kernel.Optimizers;

namespace SweepCluster.Training.Kernel.Steps;

/// <summary>What the kernels for all batch layouts have in common: the update of a parameter.</summary>
/// <remarks>
/// All blocks make a step before any makes the next, so the batch stays in the nearest cache, and the processor
/// overlaps one block's divisions with the next one's multiplications. The loops are never inlined: inside a caller,
/// the profile-guided compiler would run out of budget and leave calls in place of vector operations.
/// </remarks>
internal abstract unsafe class LaneKernel<TLanes, T, TOptimizer, TLoss> : ILaneKernel<T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TOptimizer : struct, IOptimizer<TOptimizer, TLanes, T>
    where TLoss : struct, ILoss<TLanes, T>
{
    /// <inheritdoc/>
    public int Lanes => TLanes.Count;

    /// <inheritdoc/>
    public int StateSlots => TOptimizer.StateSlots;

    /// <inheritdoc/>
    public int FactorCount => TOptimizer.FactorCount;

    /// <summary>Numbers from one parameter of a lane block to the next.</summary>
    protected static int Record
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (1 + TOptimizer.StateSlots) * TLanes.Count;
    }

    /// <inheritdoc/>
    public void WriteFactors(in BiasProducts products, T* factors) => TOptimizer.WriteFactors(products, factors);

    /// <inheritdoc/>
    public abstract void Run(in KernelRun<T> run);

    /// <summary>Moves one parameter and its slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Move(T* state, TLanes gradient, in TOptimizer rule) =>
        rule.Move(TLanes.Load(state), gradient, state + TLanes.Count).Store(state);

    /// <summary>Moves all parameters by gradient sums that lie in memory; the state after them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static T* MoveAll(T* state, T* gradient, int parameters, TLanes scale, in TOptimizer rule)
    {
        for (var parameter = 0; parameter < parameters; parameter++)
        {
            Move(state, TLanes.Load(gradient) * scale, rule);
            state += Record;
            gradient += TLanes.Count;
        }

        return state;
    }
}
