namespace SweepCluster.Cluster.Coordination.Slots;

/// <summary>Which sweep a free slot serves.</summary>
/// <remarks>
/// Weighted fair sharing: the sweep with the fewest slots per unit of priority comes first, so that each sweep holds
/// slots in proportion to its priority. Ties go to the older sweep.
/// </remarks>
public static class FairShare
{
    /// <summary>Sweeps in the order in which a free slot should ask them.</summary>
    /// <param name="sweeps">Sweeps that may have work, oldest first.</param>
    public static IEnumerable<string> Order(IEnumerable<Share> sweeps) =>
        sweeps.OrderBy(sweep => (double)sweep.Slots / sweep.Priority).Select(sweep => sweep.SweepId);

    /// <summary>One sweep's share of the slots.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Slots">Slots that its packs in training take.</param>
    /// <param name="Priority">Its weight; at least 1.</param>
    public sealed record Share(string SweepId, int Slots, int Priority);
}
