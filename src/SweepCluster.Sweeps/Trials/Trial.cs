using System.Collections.Immutable;
using SweepCluster.Search;

namespace SweepCluster.Sweeps.Trials;

/// <summary>A configuration trained once.</summary>
/// <param name="Id">The configuration's index times repeats plus the repeat.</param>
/// <param name="Configuration">What is trained.</param>
/// <param name="Repeat">Which initial weights and row order, from 0.</param>
public sealed record Trial(long Id, Configuration Configuration, int Repeat)
{
    /// <summary>Its place in the training order; one that goes on later has another place for that.</summary>
    public long Place { get; init; }

    /// <summary>The steps that it is to make in all; null for as many as its settings say.</summary>
    public int? Steps { get; init; }

    /// <summary>How often it has gone on after it was compared with others.</summary>
    public int Rung { get; init; }

    /// <summary>
    /// The costs per step of the metric that trials are ranked on: it is stopped after a step at which its least cost
    /// so far is above that of the step; empty if nothing stops it.
    /// </summary>
    public ImmutableArray<double> Limits { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(Trial? other) => other is not null
        && (Id, Repeat, Place, Steps, Rung) == (other.Id, other.Repeat, other.Place, other.Steps, other.Rung)
        && Configuration.Equals(other.Configuration)
        && Limits.SequenceEqual(other.Limits);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Place);
}
