using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Spec;

/// <summary>How many trials fill one 512-bit vector: a pack of fewer takes as long.</summary>
internal static class LaneVector
{
    /// <summary>The number for a precision.</summary>
    public static int Of(Precision precision) => precision == Precision.Float64 ? 8 : 16;
}
