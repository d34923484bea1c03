using System.Collections.Immutable;
using SweepCluster.Sweeps.Space;
using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Spec;

/// <summary>A whole sweep as its file says it, checked, with every default filled in.</summary>
public sealed record SweepSpec
{
    /// <summary>Names the output folder; [a-z0-9-]{1,64}.</summary>
    public required string Name { get; init; }

    /// <summary>Everything random derives from it.</summary>
    public required long Seed { get; init; }

    /// <summary>Trials a configuration, each with its own initial weights and row order; at least 1.</summary>
    public required int Repeats { get; init; }

    /// <summary>The metric that trials are ranked on.</summary>
    public required Objective Objective { get; init; }

    /// <summary>The data.</summary>
    public required DataSpec Data { get; init; }

    /// <summary>The layer.</summary>
    public required LayerSpec Model { get; init; }

    /// <summary>Settings that are the same for all trials; the optimizer's own defaults are not among them.</summary>
    public required ImmutableSortedDictionary<SettingKey, SettingValue> Training { get; init; }

    /// <summary>The axes, in the order of the file.</summary>
    public required SearchSpace SearchSpace { get; init; }

    /// <summary>When to stop before all trials are done.</summary>
    public required StopRules Stop { get; init; }

    /// <inheritdoc/>
    public bool Equals(SweepSpec? other) =>
        other is not null
        && (Name, Seed, Repeats, Objective) == (other.Name, other.Seed, other.Repeats, other.Objective)
        && Data == other.Data
        && Model == other.Model
        && Training.SequenceEqual(other.Training)
        && SearchSpace == other.SearchSpace
        && Stop == other.Stop;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Seed, Repeats, Objective);
}
