using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Sweeps.Spec;

/// <summary>A whole sweep as its file says it, checked, with every default filled in.</summary>
public sealed record SweepSpec
{
    /// <summary>Names the output folder; [a-z0-9-]{1,64}.</summary>
    public required string Name { get; init; }

    /// <summary>Everything random derives from it.</summary>
    public required long Seed { get; init; }

    /// <summary>Trials per configuration, each with its own initial weights and row order; at least 1.</summary>
    public required int Repeats { get; init; }

    /// <summary>The metric that trials are ranked on.</summary>
    public required Metric Metric { get; init; }

    /// <summary>What its trials are.</summary>
    public required IObjectiveKind Kind { get; init; }

    /// <summary>What its kind's own blocks say of its trials.</summary>
    public required ObjectiveSpec Objective { get; init; }

    /// <summary>What varies from trial to trial, in the order of the file.</summary>
    public required SearchSpace SearchSpace { get; init; }

    /// <summary>How configurations are chosen from the search space.</summary>
    public SearchRules Search { get; init; } = SearchRules.Grid;

    /// <summary>Number of trials.</summary>
    /// <exception cref="OverflowException">They are more than a 64-bit number can count.</exception>
    public long Planned => checked((Search.IsGrid ? SearchSpace.Count : Search.Trials) * Repeats);

    /// <summary>When to stop before all trials are done.</summary>
    public required StopRules Stop { get; init; }

    /// <summary>The curve, by its place, of the metric that trials are ranked on; null if it is known at the end only.
    /// </summary>
    public int? MetricCurve => Schema.Curves.IndexOf(Metric.Column) is >= 0 and var curve ? curve : null;

    /// <summary>What outcomes hold; made anew at each call.</summary>
    public ObjectiveSchema Schema => Kind.SchemaOf(this);
}
