using FsCheck.Fluent;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Saying;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Programs.Tests.Saying;

public sealed class SaidTests
{
    [Fact]
    public void A_program_that_never_says_the_metric_has_no_outcome_and_what_it_said_is_kept()
    {
        var said = Told(Example.Program, """{"error": 1, "step": 2}""", "log", """{"error": 2, "val_eror": 3}""");

        Assert.Null(said.Outcome());
        Assert.Equal(["error", "step", "val_eror"], said.OtherNames.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ResultRule.Last, Direction.Minimize, 2)]
    [InlineData(ResultRule.Last, Direction.Maximize, 2)]
    [InlineData(ResultRule.Best, Direction.Minimize, 1)]
    [InlineData(ResultRule.Best, Direction.Maximize, 3)]
    public void The_value_that_counts_is_the_last_or_the_best(ResultRule rule, Direction direction, double value)
    {
        var program = Example.Program with { Result = rule, Direction = direction };

        var outcome = Outcome(
            program,
            """{"val_error": 3, "a": 30}""", """{"val_error": 1, "a": 10}""", """{"val_error": 2, "a": 20}""");

        Assert.Equal(value, outcome.Value);
        Assert.Equal(value * 10, Assert.Single(outcome.Others).Value);
    }

    [Theory]
    [InlineData(ResultRule.Best, "1 null", 1)]
    [InlineData(ResultRule.Best, "null 1", 1)]
    [InlineData(ResultRule.Best, "NaN Infinity", double.NaN)]
    [InlineData(ResultRule.Last, "1 NaN", double.NaN)]
    [InlineData(ResultRule.Last, "NaN 1", 1)]
    public void What_is_no_number_is_never_the_best(ResultRule rule, string values, double value)
    {
        var lines = values.Split(' ').Select(each => $"{{\"val_error\": {each}}}").ToArray();
        var outcome = Outcome(Example.Program with { Result = rule }, lines);

        Assert.Equal(value, outcome.Value);
        Assert.Equal(double.IsNaN(value), outcome.Diverged);
    }

    [Fact]
    public void A_value_without_a_step_is_no_point_of_the_curve()
    {
        var outcome = Outcome(Example.Program, """{"val_error": 3}""", """{"val_error": 1, "step": null}""");

        Assert.Equal((1, 1), (outcome.Value, outcome.Steps));
        Assert.Empty(outcome.CurveSteps);
    }

    [Theory]
    [InlineData("step")]
    [InlineData("epoch")]
    public void Steps_make_a_curve_and_are_no_metric(string word)
    {
        var outcome = Outcome(
            Example.Program,
            $"{{\"{word}\": 1, \"val_error\": 3, \"loss\": 30}}",
            $"{{\"{word}\": 2.5, \"val_error\": null}}",
            $"{{\"loss\": 5, \"{word}\": 4}}",
            $"{{\"{word}\": 4, \"val_error\": 2, \"time\": 7}}");

        Assert.Equal(
            new ProgramOutcome
            {
                Value = 2,
                CurveSteps = [1, 2.5, 4],
                CurveValues = [3, double.NaN, 2],
                Others =
                [
                    new("loss", 30, [30, double.NaN, double.NaN]),
                    new("time", 7, [double.NaN, double.NaN, 7]),
                ],
            },
            outcome);
        Assert.Equal(4, outcome.Steps);
    }

    [Fact]
    public void Other_metrics_of_the_line_that_counts_stand_in_the_order_of_their_names()
    {
        var outcome = Outcome(Example.Program, """{"z": 1, "val_error": 3, "a": null, "B": 2}""");

        Assert.Equal(
            [("B", 2), ("a", double.NaN), ("z", 1)], outcome.Others.Select(found => (found.Name, found.Value)));
        Assert.All(outcome.Others, found => Assert.Empty(found.Curve));
    }

    [Fact]
    public void A_metric_may_be_called_like_a_step() =>
        Assert.Equal(7, Outcome(Example.Program with { Metric = "step" }, """{"step": 7}""").Value);

    [Fact]
    public void A_pattern_says_what_JSON_would()
    {
        var program = Example.Program with { Pattern = @"step (?<step>\d+): (?<val_error>\S+) (?<loss>\S+)" };

        Assert.Equal(
            Outcome(
                Example.Program,
                """{"step": 1, "val_error": 0.5, "loss": 2}""", """{"step": 2, "val_error": 0.25, "loss": 1}"""),
            Outcome(program, "begins", "step 1: 0.5 2", """{"val_error": 9}""", "step 2: 0.25 1"));
    }

    [Fact]
    public void However_many_names_a_program_makes_up_a_bounded_number_is_kept()
    {
        var lines = Enumerable.Range(0, 5_000).Select(i => $"{{\"val_error\": 1, \"step\": {i}, \"m{i}\": 1}}");
        var others = Enumerable.Range(0, 5_000).Select(i => $"{{\"n{i}\": 1}}");
        var said = Told(Example.Program, [.. lines, .. others]);

        Assert.Equal((100, 100), (said.Outcome()!.Others.Length, said.OtherNames.Count));
    }

    [Fact]
    public void A_name_that_is_too_long_for_a_column_is_left_out() => Assert.Empty(
        Outcome(Example.Program, $"{{\"val_error\": 1, \"{new string('m', 101)}\": 1}}").Others);

    [Fact]
    public void The_last_value_counts_whatever_was_said_before() => Properties.Hold(
        Gen.Choose(-1000, 1000).NonEmptyListOf(),
        values =>
        {
            var outcome = Outcome(
                Example.Program, [.. values.Select((value, i) => $"{{\"epoch\": {i}, \"val_error\": {value}}}")]);

            Assert.Equal(values[^1], outcome.Value);
            Assert.Equal(values.Select(value => (double)value), outcome.CurveValues);
            Assert.Equal(Enumerable.Range(0, values.Count).Select(i => (double)i), outcome.CurveSteps);
        });

    private static ProgramOutcome Outcome(ProgramSpec program, params string[] lines) =>
        Assert.IsType<ProgramOutcome>(Told(program, lines).Outcome());

    private static Said Told(ProgramSpec program, params string[] lines)
    {
        var said = new Said(program);
        foreach (var line in lines)
            said.Take(line.Bytes());
        return said;
    }
}
