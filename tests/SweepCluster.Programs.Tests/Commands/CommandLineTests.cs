using System.Collections.Immutable;
using FsCheck.Fluent;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Spec;

namespace SweepCluster.Programs.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public void Args_become_one_argument_for_each_parameter_in_the_order_of_the_file() => Assert.Equal(
        ["python3", "train.py", "--learning-rate=0.01", "--criterion=gini", "--depth=-3"],
        Of(Example.Program, Example.Values(
            Example.Number("learning-rate", 0.01), Example.Word("criterion", "gini"), Example.Number("depth", -3))));

    [Fact]
    public void Without_parameters_args_are_nothing() =>
        Assert.Equal(["python3", "train.py"], Of(Example.Program, Example.Values()));

    [Fact]
    public void Whatever_a_value_holds_it_is_one_argument() => Properties.Hold(Texts.Any.NonEmptyListOf(), texts =>
    {
        var values = Example.Values([.. texts.Select((text, i) => Example.Word($"p{i}", text))]);

        Assert.Equal(
            ["python3", "train.py", .. texts.Select((text, i) => $"--p{i}={text}")],
            Of(Example.Program, values));
    });

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("it's \"so\"")]
    [InlineData("$HOME `id` $(id)")]
    [InlineData("a\nb\r\n")]
    [InlineData("größe 温度 🌡")]
    [InlineData("--help")]
    [InlineData("{seed} {{")]
    public void A_value_stands_in_an_argument_as_it_is(string value) => Assert.Equal(
        ["a", $"x={value}", value],
        Of(
            Example.Program with { Run = ["a", "x={p}", "{p}"] }, Example.Values(Example.Word("p", value))));

    [Fact]
    public void Placeholders_are_filled_wherever_they_stand() => Assert.Equal(
        ["/jobs/trials/7/run", "7:2:123:3", "{7}"],
        Of(
            Example.Program with { Run = ["{trial-dir}/run", "{trial}:{repeat}:{seed}:{attempt}", "{{{trial}}}"] },
            Example.Values()));

    [Theory]
    [InlineData("on", new[] { "a", "--n=1", "--verbose" })]
    [InlineData("true", new[] { "a", "--n=1", "--verbose" })]
    [InlineData("off", new[] { "a", "--n=1" })]
    [InlineData("false", new[] { "a", "--n=1" })]
    public void A_flag_is_there_or_not(string value, string[] command) => Assert.Equal(command, Of(
        Example.Program with { Run = ["a", "{args}"], Flags = ["verbose"] },
        Example.Values(Example.Number("n", 1), Example.Word("verbose", value))));

    [Fact]
    public void A_switch_that_is_no_flag_has_its_value() => Assert.Equal(
        ["a", "--verbose=on"],
        Of(
            Example.Program with { Run = ["a", "{args}"] }, Example.Values(Example.Word("verbose", "on"))));

    private static ImmutableArray<string> Of(ProgramSpec program, TrialValues values) =>
        new CommandLine(program).Of(values);
}
