using System.Numerics;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>
/// An update rule, ready for one step of one lane block: what it needs of the step is held in the struct.
/// </summary>
/// <remarks>
/// Formulas: keras-team/keras, tag 2.1.6, keras/optimizers.py, with a·b + c fused where the code says so.
/// </remarks>
internal unsafe interface IOptimizer<TSelf, TLanes, T>
    where TSelf : struct, IOptimizer<TSelf, TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers kept for each parameter besides itself, all 0 at the start.</summary>
    static abstract int StateSlots { get; }

    /// <summary>Numbers that <see cref="WriteFactors"/> writes per step.</summary>
    static abstract int FactorCount { get; }

    /// <summary>Writes the bias corrections of one step, the same for all lanes.</summary>
    static abstract void WriteFactors(in BiasProducts products, T* factors);

    /// <summary>The rule for one step.</summary>
    static abstract TSelf At(in StepInputs<TLanes, T> step);

    /// <summary>Moves a parameter against its gradient and updates its slots.</summary>
    TLanes Move(TLanes parameter, TLanes gradient, T* slots);
}
