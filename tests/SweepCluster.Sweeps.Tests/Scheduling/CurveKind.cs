using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Tests.Scheduling;

/// <summary>A kind of objective whose trials have recorded curves, one after the other.</summary>
internal sealed class CurveKind : UnpreparedKind
{
    private CurveKind()
        : base("curve")
    {
    }

    public static CurveKind Instance { get; } = new();

    /// <summary>A sweep of the curves in their order, over and over.</summary>
    public static SweepSpec Sweep(int trials, int steps, SchedulerRules? scheduler, int parallel = 1) => new()
    {
        Name = "curve",
        Seed = 1,
        Repeats = 1,
        Metric = new Metric(0, "loss", Direction.Minimize),
        Kind = Instance,
        Objective = new CurveSpec(steps),
        SearchSpace = new SearchSpace([new Parameter("place", new Domain.IntegerUniform(0, trials - 1, trials))]),
        Search = SearchRules.Grid with { Trials = trials, Parallel = parallel, Scheduler = scheduler },
        Stop = StopRules.None,
    };

    public override ObjectiveSchema SchemaOf(SweepSpec spec) => new() { Metrics = [spec.Metric], Curves = ["loss"] };

    private sealed record CurveSpec(int Most) : ObjectiveSpec
    {
        public override int? FullSteps => Most;

        public override void Write(HoconWriter lines, Func<string, string> nameFile)
        {
        }
    }
}

/// <summary>A part of a recorded curve.</summary>
internal sealed record CurveOutcome(ImmutableArray<double> Points) : TrialOutcome
{
    public override string Kind => CurveKind.Instance.Word;

    public override int Steps => Points.Length;

    public override bool Diverged => false;

    public override long RoughBytes => Points.Length;

    public override double Metric(int index) => Points[^1];

    public override ImmutableArray<double> Curve(int index) => Points;
}

/// <summary>Where a trial stands on its curve.</summary>
internal sealed record CurveCheckpoint(int Made) : TrialCheckpoint
{
    public override string Kind => CurveKind.Instance.Word;

    public override int Steps => Made;

    public override long Bytes => sizeof(int);
}
