using System.Collections.Immutable;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Programs.Outcomes;

/// <summary>What a program said of one trial.</summary>
public sealed record ProgramOutcome : TrialOutcome
{
    private const int BytesPerNumber = 9;

    /// <summary>The metric that trials are ranked on; NaN if the program said that it is no finite number.</summary>
    public required double Value { get; init; }

    /// <summary>The steps at which it said the metric, in the order in which it did.</summary>
    public ImmutableArray<double> CurveSteps { get; init; } = [];

    /// <summary>The metric at each of them.</summary>
    public ImmutableArray<double> CurveValues { get; init; } = [];

    /// <summary>Whatever else it said, in the order of the names' characters.</summary>
    public ImmutableArray<FoundMetric> Others { get; init; } = [];

    /// <summary>The steps that it was to make; null if it was not told any.</summary>
    public int? Budget { get; init; }

    /// <summary>The name that files of it are kept under; null if none are.</summary>
    public string? Kept { get; init; }

    /// <inheritdoc/>
    public override string? KeptFiles => Kept;

    /// <inheritdoc/>
    public override IReadOnlyList<FoundMetric> Found => Others;

    /// <inheritdoc/>
    public override string Kind => ProgramSpec.Word;

    /// <inheritdoc/>
    /// <remarks>The last step that it named; one that names none has made those that it was to make, or one.</remarks>
    public override int Steps => CurveSteps.IsEmpty ? Budget ?? 1 : (int)Math.Clamp(CurveSteps[^1], 0, int.MaxValue);

    /// <inheritdoc/>
    public override bool Diverged => !double.IsFinite(Value);

    /// <inheritdoc/>
    public override long RoughBytes => BytesPerNumber * (2 + 2L * CurveSteps.Length) + (Kept?.Length ?? 0)
        + Others.Sum(found => found.Name.Length + BytesPerNumber * (1L + found.Curve.Length));

    /// <inheritdoc/>
    public override double StepOf(int point) => CurveSteps[point];

    /// <inheritdoc/>
    public override double Metric(int index) => Value;

    /// <inheritdoc/>
    public override ImmutableArray<double> Curve(int index) => CurveValues;

    /// <inheritdoc/>
    public bool Equals(ProgramOutcome? other) => other is not null
        && Value.Equals(other.Value)
        && (Budget, Kept) == (other.Budget, other.Kept)
        && CurveSteps.SequenceEqual(other.CurveSteps)
        && CurveValues.SequenceEqual(other.CurveValues)
        && Others.Length == other.Others.Length
        && Others.Zip(other.Others, AreEqual).All(isEqual => isEqual);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Value, CurveSteps.Length, Others.Length);

    private static bool AreEqual(FoundMetric one, FoundMetric other) =>
        one.Name == other.Name && one.Value.Equals(other.Value) && one.Curve.SequenceEqual(other.Curve);
}
