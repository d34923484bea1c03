using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Results;

/// <summary>How one trial ended.</summary>
/// <remarks>Small, because a sweep has many: the trial itself is computed whenever it is asked for.</remarks>
/// <param name="order">The order of the sweep's trials.</param>
/// <param name="trialId">The trial.</param>
/// <param name="state">Its final state.</param>
/// <param name="outcome">What training gave; null for a trial without a result.</param>
public readonly struct TrialResult(TrialOrder order, long trialId, TrialState state, TrialOutcome? outcome)
{
    /// <summary>The trial's id.</summary>
    public long TrialId => trialId;

    /// <summary>Its final state.</summary>
    public TrialState State => state;

    /// <summary>What training gave; null for a trial without a result.</summary>
    public TrialOutcome? Outcome => outcome;

    /// <summary>Its verdict's place among those of its kind; null if it was not trained to its end.</summary>
    public int? VerdictIndex => state == TrialState.Pruned ? null : outcome?.VerdictIndex;

    /// <summary>The trial with its configuration.</summary>
    public Trial Trial => order.OfId(trialId);
}
