using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Objectives;

/// <summary>What evaluating one trial gave; each kind of objective adds its own.</summary>
public abstract record TrialOutcome
{
    /// <summary>The word of the kind of objective that gave it.</summary>
    public abstract string Kind { get; }

    /// <summary>Steps made, such as epochs; of a trial that diverged, up to and with the one in which it did.</summary>
    public abstract int Steps { get; }

    /// <summary>Whether the trial left the finite numbers: it ended with that step, and has no rank.</summary>
    public abstract bool Diverged { get; }

    /// <summary>Why the trial ended as it did: a place in <see cref="ObjectiveSchema.Verdicts"/>; null where the kind gives none.</summary>
    public virtual int? VerdictIndex => null;

    /// <summary>About how many bytes it takes in a message.</summary>
    public abstract long RoughBytes { get; }

    /// <summary>The value of a metric by its place in <see cref="ObjectiveSchema.Metrics"/>; NaN where the trial has none.</summary>
    public abstract double Metric(int index);

    /// <summary>A metric after each step, by its place in <see cref="ObjectiveSchema.Curves"/>; empty where it was not followed.</summary>
    public abstract ImmutableArray<double> Curve(int index);
}

/// <summary>What evaluating one pack gave.</summary>
/// <param name="References">What trials are held against, one number for each of <see cref="ObjectiveSchema.References"/>.</param>
/// <param name="Trials">One outcome per trial, in the order of the pack.</param>
public sealed record PackOutcome(ImmutableArray<double> References, ImmutableArray<TrialOutcome> Trials);
