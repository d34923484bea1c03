using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Searching;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Planning;

/// <summary>The trials that a forecast looks at: all of a grid; of a search, the first ones.</summary>
/// <remarks>
/// What a sampler that learns will propose is not known before there are results: random trials stand for its own.
/// </remarks>
public sealed class ExpectedTrials
{
    private readonly SweepSpec _spec;
    private readonly TrialOrder _order;

    private ExpectedTrials(SweepSpec spec, TrialOrder order, long count) =>
        (_spec, _order, Count) = (spec, order, count);

    /// <summary>Number of trials.</summary>
    public long Count { get; }

    /// <summary>All trials of the sweep, in trials of these.</summary>
    public double Share => (double)_spec.Planned / Count;

    /// <summary>How they group.</summary>
    public ITrialGroups Groups => _order.Groups;

    /// <summary>Number of fusion groups of the sweep.</summary>
    public double GroupCount => Groups.PackCount(new TrialRange(0, Count)) * Share;

    /// <summary>The trial at a place of the training order, as if nothing stopped it.</summary>
    public Trial this[long place] => _order[place] with { Steps = null };

    /// <summary>The trial with an id.</summary>
    public Trial OfId(long trialId) => _order.OfId(trialId);

    /// <summary>Those of a sweep.</summary>
    public static ExpectedTrials Of(SweepSpec spec)
    {
        if (spec.Search.IsGrid)
            return new(spec, TrialOrder.Of(spec), spec.Planned);
        var known = ProposedTrials.None.With(Proposer.WithoutResults(spec));
        return new(spec, TrialOrder.Of(spec, known), known.Count);
    }

    /// <summary>The packs that slots would pull.</summary>
    /// <param name="slots">How many slots.</param>
    public double Packs(int slots)
    {
        if (_spec.Search.IsGrid)
            return PackSize.Count(SweepPlan.For(_spec, ""), slots);
        // As many trials as wait at a time, shared by the slots.
        var waiting = _spec.Search.IsInOrder
            ? Math.Min(_spec.Search.Parallel * (double)_spec.Repeats, _spec.Planned)
            : _spec.Planned;
        return Math.Max(GroupCount, _spec.Planned / Math.Clamp(waiting / slots, 1, PackSize.Largest));
    }
}
