using SweepCluster.Programs.Outcomes;

namespace SweepCluster.Programs.Tests.Outcomes;

public sealed class ProgramOutcomeTests
{
    [Theory]
    [InlineData(0.5, false)]
    [InlineData(double.NaN, true)]
    [InlineData(double.PositiveInfinity, true)]
    public void A_trial_has_diverged_if_its_metric_is_no_finite_number(double value, bool hasDiverged) =>
        Assert.Equal(hasDiverged, new ProgramOutcome { Value = value }.Diverged);

    [Theory]
    [InlineData(new double[0], 1)]
    [InlineData(new[] { 1.0, 7.0 }, 7)]
    [InlineData(new[] { 9.0, 2.75 }, 2)]
    [InlineData(new[] { -3.0 }, 0)]
    [InlineData(new[] { 1e300 }, int.MaxValue)]
    public void Its_steps_are_the_last_one_that_it_named(double[] steps, int expected) =>
        Assert.Equal(expected, new ProgramOutcome { Value = 1, CurveSteps = [.. steps] }.Steps);

    [Fact]
    public void Its_one_metric_and_its_one_curve_are_what_trials_are_ranked_on()
    {
        var outcome = new ProgramOutcome { Value = 2, CurveSteps = [10, 20], CurveValues = [3, 2] };

        Assert.Equal((2, 20), (outcome.Metric(0), outcome.StepOf(1)));
        Assert.Equal([3, 2], outcome.Curve(0));
    }

    [Fact]
    public void Outcomes_are_equal_if_all_their_numbers_are()
    {
        var outcome = Outcome();

        Assert.Equal(Outcome(), outcome);
        Assert.Equal(Outcome().GetHashCode(), outcome.GetHashCode());
        Assert.All(
            [
                outcome with { Value = 3 },
                outcome with { CurveSteps = [1, 3] },
                outcome with { CurveValues = [double.NaN, 1] },
                outcome with { Others = [] },
                outcome with { Others = [outcome.Others[0] with { Name = "b" }] },
                outcome with { Others = [outcome.Others[0] with { Value = 1 }] },
                outcome with { Others = [outcome.Others[0] with { Curve = [1] }] },
            ],
            other => Assert.NotEqual(outcome, other));
    }

    [Fact]
    public void An_outcome_is_about_as_large_as_its_bytes()
    {
        var steps = Enumerable.Range(1, 1000).Select(i => (double)i).ToArray();
        var outcome = new ProgramOutcome
        {
            Value = 1,
            CurveSteps = [.. steps],
            CurveValues = [.. steps],
            Others = [new("loss", 1, [.. steps])],
        };

        Assert.InRange(outcome.RoughBytes, new ProgramCodec().Encode(outcome).Length, 30_000);
    }

    private static ProgramOutcome Outcome() => new()
    {
        Value = 2,
        CurveSteps = [1, 2],
        CurveValues = [double.NaN, 2],
        Others = [new("a", double.NaN, [1, double.NaN])],
    };
}
