using System.Runtime.Intrinsics;

namespace SweepCluster.Training.Kernel.Lanes;

/// <summary>Chooses the lane width of this processor.</summary>
public static class LaneWidths
{
    /// <summary>The widest that the processor has instructions for; a wider one would run in software.</summary>
    public static LaneWidth Widest =>
        Vector512.IsHardwareAccelerated ? LaneWidth.V512
        : Vector256.IsHardwareAccelerated ? LaneWidth.V256
        : Vector128.IsHardwareAccelerated ? LaneWidth.V128
        : LaneWidth.Scalar;
}
