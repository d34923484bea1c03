using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Decisions;

/// <summary>How many trials a lease holds.</summary>
/// <remarks>
/// Trials of one group cost the same, and a vector of them alone costs several times its share of a large pack. So a
/// pack is as large as the caches allow, and what is left after as many whole packs per slot as possible is divided
/// evenly among the slots. Slots of different speed, and those that join, get trials by splitting leases in training
/// (<see cref="SplitDecisions"/>), not from small packs kept in reserve.
/// </remarks>
public static class PackSize
{
    /// <summary>The most trials of a pack: what it trains should stay in the caches of one core.</summary>
    public const int Largest = 1024;

    // Long compared with a grant, a report and a journal entry; short compared with what may be lost with a worker.
    private const double LeaseSeconds = 1;

    // What cannot be computed again should be told soon.
    private const double UnrepeatableLeaseSeconds = 0.2;

    /// <summary>The size of the pack that begins at a place, if all of its group is open.</summary>
    /// <param name="place">Its first trial's place in the training order.</param>
    /// <param name="plan">The sweep.</param>
    /// <param name="slots">All slots.</param>
    public static long At(long place, SweepPlan plan, int slots)
    {
        var whole = Whole(plan);
        var inGroup = place % plan.GroupSize / (whole.Vectors * plan.SmallestPack);
        var index = place / plan.GroupSize * whole.PerGroup + inGroup;
        var left = Left(whole, slots);
        var vectors = index < whole.Count - left.Packs ? whole.Vectors : Ceiling(left.Vectors, left.Pieces);
        return vectors * plan.SmallestPack;
    }

    /// <summary>An even share of what is open for each free slot, in whole vectors.</summary>
    public static long Share(long open, int free, int smallest) =>
        Ceiling(Ceiling(open, Math.Max(free, 1)), smallest) * smallest;

    /// <summary>How many packs a sweep has if no worker comes, goes or falls behind.</summary>
    public static double Count(SweepPlan plan, int slots)
    {
        var whole = Whole(plan);
        var left = Left(whole, slots);
        return whole.Count - left.Packs + left.Runs * (double)left.Pieces;
    }

    /// <summary>How many groups the next lease may hold, each a pack: several if they are small and end fast.</summary>
    /// <param name="open">Trials that wait.</param>
    /// <param name="slots">All slots.</param>
    /// <param name="plan">The sweep.</param>
    /// <param name="packSeconds">How long a pack takes; null if that is not known.</param>
    public static long Groups(long open, int slots, SweepPlan plan, double? packSeconds)
    {
        var seconds = plan.Attempts.AreRepeatable ? LeaseSeconds : UnrepeatableLeaseSeconds;
        var share = Math.Min(open / (2 * Math.Max(slots, 1)), Largest) / Math.Max(plan.GroupSize, 1);
        return (long)Math.Clamp(Math.Floor(seconds / packSeconds ?? 1), 1, Math.Max(share, 1));
    }

    // Whole packs: a group cut evenly into as few as the caches allow.
    private static (long Count, long PerGroup, long Vectors) Whole(SweepPlan plan)
    {
        var perGroup = Ceiling(plan.GroupSize, Largest);
        var vectors = Ceiling(Ceiling(plan.GroupSize, plan.SmallestPack), perGroup);
        return (Ceiling(plan.Planned, plan.GroupSize) * perGroup, perGroup, vectors);
    }

    // What is left after as many whole packs per slot as possible: runs of vectors, each to be cut into pieces. Packs
    // of one group are one run, if they are all that is left.
    private static (long Packs, long Runs, long Vectors, long Pieces) Left(
        (long Count, long PerGroup, long Vectors) whole, int slots)
    {
        var packs = whole.Count % slots;
        return packs <= whole.PerGroup
            ? (packs, 1, packs * whole.Vectors, Math.Min(slots, packs * whole.Vectors))
            : (packs, packs, whole.Vectors, Pieces(packs, whole.Vectors, slots));
    }

    // Into how many pieces each of some packs is cut, so that the slots have trained all of them soonest.
    private static long Pieces(long packs, long vectors, int slots) =>
        Enumerable.Range(1, (int)Math.Min(vectors, slots)).MinBy(pieces =>
            Ceiling(packs * pieces, slots) * (PackShares.StepInVectors + Ceiling(vectors, pieces)));

    private static long Ceiling(long dividend, long divisor) => (dividend + divisor - 1) / divisor;
}
