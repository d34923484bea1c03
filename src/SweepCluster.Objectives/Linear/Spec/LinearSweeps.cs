using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Objectives.Linear.Spec;

/// <summary>Shortcuts for sweeps of linear layers.</summary>
public static class LinearSweeps
{
    /// <summary>What the file says about the layer.</summary>
    public static LinearSpec Linear(this SweepSpec spec) => (LinearSpec)spec.Objective;

    /// <summary>The same sweep with another layer.</summary>
    public static SweepSpec With(this SweepSpec spec, Func<LinearSpec, LinearSpec> change) =>
        spec with { Objective = change(spec.Linear()) };

    /// <summary>The same sweep on standardized data.</summary>
    public static SweepSpec Standardized(this SweepSpec spec) =>
        spec.With(linear => linear with { Table = linear.Table with { Standardize = true } });
}
