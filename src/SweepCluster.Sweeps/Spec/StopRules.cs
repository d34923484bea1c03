namespace SweepCluster.Sweeps.Spec;

/// <summary>When a sweep stops before all trials are done; zero turns a rule off.</summary>
/// <param name="MaxTime">Time since the sweep began.</param>
/// <param name="Goal">An objective; once a trial reaches it, no further trial is begun.</param>
/// <param name="MaxFailures">Failed trials at which no further trial is begun.</param>
public sealed record StopRules(TimeSpan MaxTime, double Goal, int MaxFailures)
{
    /// <summary>Nothing stops the sweep early.</summary>
    public static StopRules None { get; } = new(TimeSpan.Zero, 0, 0);
}
