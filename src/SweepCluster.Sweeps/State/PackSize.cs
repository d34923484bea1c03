using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.State;

/// <summary>How many trials a lease holds.</summary>
/// <remarks>
/// Guided self-scheduling (Polychronopoulos and Kuck 1987): a fixed share of what is open for each slot, so that packs
/// are large while much is open and small at the end, when a slot that still trains keeps the others waiting.
/// </remarks>
public static class PackSize
{
    // A pack's parameters and optimizer state should stay in the caches of one core.
    private const int Largest = 1024;

    // Long beside a grant, a report and an entry of the journal; short beside what may be lost with a worker.
    private const double LeaseSeconds = 1;

    /// <summary>Trials that fill one 512-bit vector: splitting them would save no time.</summary>
    public static int Smallest(SweepSpec spec) =>
        spec.Training.TryGetValue(SettingKey.Precision, out var precision) && precision == SettingValue.Of("float64")
            ? 8
            : 16;

    /// <summary>The size for the next lease.</summary>
    public static long Next(long open, int slots, int smallest) =>
        Math.Clamp(Share(open, slots) / smallest * smallest, smallest, Largest);

    /// <summary>How many groups the next lease may hold, each a pack: several where they are small and end fast.</summary>
    /// <param name="open">Trials that wait.</param>
    /// <param name="slots">All slots.</param>
    /// <param name="groupSize">Trials a fusion group.</param>
    /// <param name="packSeconds">How long a pack takes; null where that is not known.</param>
    public static long Groups(long open, int slots, long groupSize, double? packSeconds)
    {
        var share = Math.Min(Share(open, slots), Largest) / groupSize;
        return (long)Math.Clamp(Math.Floor(LeaseSeconds / packSeconds ?? 1), 1, Math.Max(share, 1));
    }

    private static long Share(long open, int slots) => open / (2 * Math.Max(slots, 1));
}
