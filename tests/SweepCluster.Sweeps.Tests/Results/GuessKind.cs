using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Tests.Results;

/// <summary>A kind of objective whose trials give metrics that nobody asked for.</summary>
internal sealed class GuessKind : UnpreparedKind
{
    private GuessKind()
        : base("guess")
    {
    }

    public static GuessKind Instance { get; } = new();

    /// <summary>A sweep of two trials for each axis's point.</summary>
    public static SweepSpec Sweep(params ImmutableArray<Parameter> axes) => new()
    {
        Name = "guess",
        Seed = 1,
        Repeats = 2,
        Metric = new Metric(0, "top-score", Direction.Maximize),
        Kind = Instance,
        Objective = new GuessSpec(),
        SearchSpace = new SearchSpace(axes),
        Stop = StopRules.None,
    };

    public override ObjectiveSchema SchemaOf(SweepSpec spec) => new()
    {
        Metrics = [spec.Metric],
        HasFoundMetrics = true,
        Curves = [spec.Metric.Column],
    };

    private sealed record GuessSpec : ObjectiveSpec
    {
        public override void Write(HoconWriter lines, Func<string, string> nameFile)
        {
        }
    }
}

/// <summary>What a guess gave: its score at each step, and whatever else it found.</summary>
internal sealed record GuessOutcome(ImmutableArray<double> Points, params FoundMetric[] Others) : TrialOutcome
{
    public override string Kind => GuessKind.Instance.Word;

    public override int Steps => Points.Length;

    public override bool Diverged => !double.IsFinite(Points[^1]);

    public override long RoughBytes => Points.Length;

    public override IReadOnlyList<FoundMetric> Found => Others;

    public override double StepOf(int point) => 10 * (point + 1);

    public override double Metric(int index) => Points[^1];

    public override ImmutableArray<double> Curve(int index) => Points;
}
