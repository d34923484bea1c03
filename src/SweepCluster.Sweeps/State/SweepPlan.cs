using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Scheduling;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.State;

/// <summary>What the state needs to know of a sweep: how many trials, how they group, and when to stop early.</summary>
/// <param name="Fingerprint">Names the sweep and its data; the same on any machine.</param>
/// <param name="Planned">Number of trials.</param>
/// <param name="GroupSize">Trials per fusion group of a grid; 0 if a sampler proposes the trials.</param>
/// <param name="SmallestPack">Fewer trials than this save no time: they fill one vector.</param>
/// <param name="Aim">What trials are ranked on, and what a goal applies to.</param>
/// <param name="Stop">When to stop early.</param>
public sealed record SweepPlan(
    string Fingerprint, long Planned, long GroupSize, int SmallestPack, Aim Aim, StopRules Stop)
{
    /// <summary>The versions that its results rest on.</summary>
    public PlanVersions Versions { get; init; } = PlanVersions.First;

    /// <summary>How often its trials are attempted.</summary>
    public AttemptRules Attempts { get; init; } = AttemptRules.Computed;

    /// <summary>Which trials are stopped early; null if none is.</summary>
    public SchedulePlan? Schedule { get; init; }

    /// <summary>Whether a sampler proposes the trials, round after round.</summary>
    public bool IsProposed => GroupSize == 0;

    /// <summary>The plan of a sweep.</summary>
    public static SweepPlan For(SweepSpec spec, string fingerprint) => new(
        fingerprint, spec.Planned, (TrialOrder.Of(spec) as GridOrder)?.GroupSize ?? 0, spec.Objective.PackVector,
        spec.Metric.Aim, spec.Stop)
    {
        Versions = PlanVersions.Of(spec.Kind),
        Attempts = spec.Objective.Attempts,
        Schedule = SchedulePlan.For(spec),
    };
}
