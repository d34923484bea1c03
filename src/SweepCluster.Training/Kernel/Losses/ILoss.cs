using System.Numerics;
using SweepCluster.Training.Kernel.Lanes;

namespace SweepCluster.Training.Kernel.Losses;

/// <summary>The gradient of a mini-batch's loss: scale · Σ factor(e)·x over its residuals e = prediction − y.</summary>
internal interface ILoss<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether <see cref="Scale"/> looks at the sum of squares; if not, it is not computed.</summary>
    static abstract bool UsesSquares { get; }

    /// <summary>What a residual contributes.</summary>
    static abstract TLanes Derivative(TLanes residual);

    /// <summary>What the batch's sum is multiplied by.</summary>
    /// <param name="squares">Σe² over the batch.</param>
    /// <param name="count">Residuals in the batch: rows × targets.</param>
    static abstract TLanes Scale(TLanes squares, T count);
}
