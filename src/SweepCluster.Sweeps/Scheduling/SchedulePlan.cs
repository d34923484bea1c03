using SweepCluster.Search.Schedulers;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Scheduling;

/// <summary>What the state of a sweep needs to know of its scheduler.</summary>
/// <param name="Rules">What the sweep file says.</param>
/// <param name="Configurations">How many configurations there are.</param>
/// <param name="Repeats">Trials per configuration.</param>
/// <param name="Curve">The curve of the metric that trials are ranked on; null if there is none.</param>
public sealed record SchedulePlan(SchedulerRules Rules, long Configurations, int Repeats, int? Curve)
{
    private readonly Lazy<IScheduler> _scheduler = new(() => Rules.Make(Configurations));

    /// <summary>The scheduler.</summary>
    public IScheduler Scheduler => _scheduler.Value;

    /// <summary>That of a sweep; null if it has none.</summary>
    public static SchedulePlan? For(SweepSpec spec) => spec.Search.Scheduler is { } rules
        ? new(rules, spec.Search.Trials, spec.Repeats, spec.MetricCurve)
        : null;

    /// <summary>The id after the last trial of the cohort that a configuration belongs to.</summary>
    public long EndOfCohort(long index) => Scheduler.CohortOf(index).End * Repeats;

    /// <inheritdoc/>
    public bool Equals(SchedulePlan? other) => other is not null
        && (Rules, Configurations, Repeats, Curve) == (other.Rules, other.Configurations, other.Repeats, other.Curve);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rules, Configurations, Repeats);
}
