using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Trials;

/// <summary>Where a pack in training is split for another slot.</summary>
internal static class PackHalves
{
    /// <summary>Trials that fill one 512-bit vector: a pack of fewer takes as long.</summary>
    public static int Vector(Precision precision) => precision == Precision.Float64 ? 8 : 16;

    /// <summary>How many of a pack's trials, from the first, are kept; all of them if it cannot be split.</summary>
    /// <param name="trials">The pack's trials.</param>
    /// <param name="vector">Trials that fill a vector.</param>
    /// <param name="bytesPerTrial">What the checkpoint of a trial holds.</param>
    public static int Kept(int trials, int vector, long bytesPerTrial)
    {
        var vectors = (trials + vector - 1) / vector;
        var kept = Math.Min((vectors + 1) / 2 * vector, trials);
        var most = PackCheckpoint.LargestBytes / Math.Max(bytesPerTrial, 1) / vector * vector;
        return (int)Math.Max(kept, trials - most);
    }
}
