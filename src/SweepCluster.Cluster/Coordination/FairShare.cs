namespace SweepCluster.Cluster.Coordination;

/// <summary>Which sweep a free slot serves.</summary>
/// <remarks>
/// Weighted fair sharing: the sweep that holds the fewest packs for its priority comes first, so that each holds slots in
/// proportion to its priority; ties go to the older sweep.
/// </remarks>
public static class FairShare
{
    /// <summary>Sweeps in the order in which a free slot should ask them.</summary>
    /// <param name="sweeps">Sweeps that may have work, oldest first.</param>
    public static IEnumerable<string> Order(IEnumerable<Share> sweeps) =>
        sweeps.OrderBy(sweep => (double)sweep.Packs / sweep.Priority).Select(sweep => sweep.SweepId);

    /// <summary>What one sweep has of the slots.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Packs">Packs in training.</param>
    /// <param name="Priority">Its weight; at least 1.</param>
    public readonly record struct Share(string SweepId, int Packs, int Priority);
}
