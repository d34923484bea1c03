using System.Runtime.CompilerServices;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Ordering;

/// <summary>The order in which a sweep's trials are trained, and what each of them is.</summary>
public abstract class TrialOrder
{
    /// <summary>Counts the changes of the order; journals name trials by their places in it.</summary>
    public const int Version = 1;

    // Of a grid that never changes it is asked for again and again, and making it computes every value of its axes.
    private static readonly ConditionalWeakTable<SweepSpec, GridOrder> Grids = [];

    /// <summary>Number of trials, those that are not proposed yet included.</summary>
    public abstract long Planned { get; }

    /// <summary>How its trials group.</summary>
    public abstract ITrialGroups Groups { get; }

    /// <summary>The trial at a place of the order.</summary>
    public abstract Trial this[long place] { get; }

    /// <summary>The order of a sweep's trials as far as it is known without any result.</summary>
    public static TrialOrder Of(SweepSpec spec) => Of(spec, ProposedTrials.None);

    /// <summary>The order of a sweep's trials.</summary>
    /// <param name="spec">The sweep.</param>
    /// <param name="proposed">What its sampler has proposed; a grid needs no proposals.</param>
    /// <param name="limit">The id after the last trial that will be trained; null if all will be.</param>
    public static TrialOrder Of(SweepSpec spec, ProposedTrials proposed, long? limit = null) => spec.Search.IsGrid
        ? Grids.GetValue(spec, spec => new GridOrder(spec))
        : new ProposedOrder(spec, proposed, limit ?? spec.Planned);

    /// <summary>The id of the trial at a place of the order.</summary>
    public abstract long IdAt(long place);

    /// <summary>The place of a trial in the order: the last one, of a trial that went on.</summary>
    public abstract long PlaceOf(long trialId);

    /// <summary>All places of a trial: more than one if it went on after it was compared with others.</summary>
    public virtual IEnumerable<long> PlacesOf(long trialId) => [PlaceOf(trialId)];

    /// <summary>The trial with an id.</summary>
    public Trial OfId(long trialId) => this[PlaceOf(trialId)];

    /// <summary>The trials of a range.</summary>
    public IReadOnlyList<Trial> Of(TrialRange range) =>
        [.. Enumerable.Range(0, (int)range.Count).Select(i => this[range.Start + i])];
}
