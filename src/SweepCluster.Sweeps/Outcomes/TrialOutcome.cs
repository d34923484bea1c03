using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Outcomes;

/// <summary>What evaluating one trial gave; each kind of objective adds its own.</summary>
public abstract record TrialOutcome
{
    /// <summary>The word of the kind of objective that gave it.</summary>
    public abstract string Kind { get; }

    /// <summary>Steps made, such as epochs; if the trial diverged, including the one in which it did.</summary>
    public abstract int Steps { get; }

    /// <summary>Whether the trial left the finite numbers: it ended with that step, and has no rank.</summary>
    public abstract bool Diverged { get; }

    /// <summary>Its verdict's place in <see cref="ObjectiveSchema.Verdicts"/>; null if the kind gives none.</summary>
    public virtual int? VerdictIndex => null;

    /// <summary>About how many bytes it takes in a message.</summary>
    public abstract long RoughBytes { get; }

    /// <summary>A metric, by its place in <see cref="ObjectiveSchema.Metrics"/>; NaN if the trial has none.</summary>
    public abstract double Metric(int index);

    /// <summary>Metrics beyond those of the schema, in the order of their names' characters.</summary>
    public virtual IReadOnlyList<FoundMetric> Found => [];

    /// <summary>The name that files of the trial are kept under; null if none are.</summary>
    public virtual string? KeptFiles => null;

    /// <summary>The step at which a point of the curves was reached.</summary>
    /// <param name="point">The point, from 0.</param>
    public virtual double StepOf(int point) => point + 1;

    /// <summary>A curve, by its place in <see cref="ObjectiveSchema.Curves"/>, step by step; it may be empty.</summary>
    public abstract ImmutableArray<double> Curve(int index);
}

/// <summary>A metric that a trial gave without having been asked.</summary>
/// <param name="Name">As the trial calls it.</param>
/// <param name="Value">Its last value; NaN if it has none.</param>
/// <param name="Curve">Its value at each point of the curves, NaN where it has none; empty without curves.</param>
public sealed record FoundMetric(string Name, double Value, ImmutableArray<double> Curve);

/// <summary>What evaluating one pack gave.</summary>
/// <param name="References">One number for each of <see cref="ObjectiveSchema.References"/>.</param>
/// <param name="Trials">One outcome per trial, in the order of the pack.</param>
public sealed record PackOutcome(ImmutableArray<double> References, ImmutableArray<TrialOutcome> Trials);
