namespace SweepCluster.Training.Kernel.Lanes;

/// <summary>How many bits of trials the kernel computes at once; results are the same bits for each.</summary>
public enum LaneWidth
{
    /// <summary>One trial after another.</summary>
    Scalar,

    /// <summary>128-bit vectors.</summary>
    V128,

    /// <summary>256-bit vectors.</summary>
    V256,

    /// <summary>512-bit vectors.</summary>
    V512,
}
