using SweepCluster.Cli.Arguments;

namespace SweepCluster.Cli.Tests.Arguments;

/// <summary>What a wrong command line gets for an answer.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("runn", "there is no verb 'runn'; the nearest is 'run'. 'sweep --help' lists them all.")]
    [InlineData("statu x", "there is no verb 'statu'; the nearest is 'status'. 'sweep --help' lists them all.")]
    [InlineData("frobnicate", "there is no verb 'frobnicate'. 'sweep --help' lists them all.")]
    [InlineData("", "name a verb, such as 'sweep run FILE'; 'sweep --help' lists them.")]
    [InlineData(
        "--vresion",
        "there is no option '--vresion'; the nearest is '--version'. 'sweep --help' tells what it takes.")]
    [InlineData(
        "run a --otu b",
        "there is no option '--otu'; the nearest is '--out'. 'sweep run --help' tells what it takes.")]
    [InlineData("list x", "'x' is one too many. 'sweep list --help' tells what it takes.")]
    public void An_unknown_verb_or_option_is_reported_in_one_line(string line, string expected) =>
        Assert.Equal([expected], Problems(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("explain o x", "TRIAL: found 'x': give a whole number of at least 0.")]
    [InlineData("explain o -1", "TRIAL: found '-1': give a whole number of at least 0.")]
    [InlineData("run a --workers many", "--workers: found 'many': give a whole number from 1 to 1024.")]
    [InlineData("run a --workers 0", "--workers: found '0': give a whole number from 1 to 1024.")]
    [InlineData(
        "plan a --workers 99999999999999999999",
        "--workers: found '99999999999999999999': give a whole number from 1 to 1024.")]
    [InlineData("verify o --sample 0", "--sample: found '0': give a whole number of at least 1.")]
    [InlineData("verify o --seed 1.5", "--seed: found '1.5': give a whole number.")]
    [InlineData("results i --top x", "--top: found 'x': give a whole number of at least 1.")]
    [InlineData("submit a --priority 2000", "--priority: found '2000': give a whole number from 1 to 1000.")]
    public void A_wrong_number_is_reported_with_the_right_form(string line, string expected) =>
        Assert.Equal(expected, Problems(line.Split(' '))[0]);

    [Theory]
    [InlineData("run a --workers 7")]
    [InlineData("explain o 9223372036854775807")]
    [InlineData("explain o")]
    [InlineData("verify o --seed -5 --sample 1")]
    [InlineData("results i --top 3 --format json")]
    [InlineData("submit a --priority 1000 --cluster h:1 --cluster h:2")]
    [InlineData("run a --dashboard")]
    public void A_right_command_line_has_no_problem(string line) => Assert.Empty(Problems(line.Split(' ')));

    // Switches and the two standard options take no value that could be empty.
    public static TheoryData<string, string> Valued =>
    [
        .. from option in Options()
           where !option.IsSwitch && option.Name is not ("--help" or "--version")
           select (option.Verb, option.Name),
    ];

    [Theory]
    [MemberData(nameof(Valued))]
    public void An_option_is_never_empty(string verb, string option) =>
        Assert.NotEmpty(Problems([verb, .. Arguments(verb), option, ""]));

    [Fact]
    public void An_argument_is_never_empty() => Assert.All(
        SweepCommand.Root().Subcommands.Where(verb => verb.Arguments.Count > 0),
        verb =>
        {
            var problems = Problems([verb.Name, "", .. Arguments(verb.Name).Skip(1)]);
            Assert.Contains("is empty", problems[0], StringComparison.Ordinal);
        });

    [Fact]
    public void No_problem_names_a_type()
    {
        foreach (var option in Options())
        {
            var problems = Problems([option.Verb, .. Arguments(option.Verb), option.Name, "x"]);
            Assert.DoesNotContain("System.", string.Concat(problems), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(string Verb, string Name, bool IsSwitch)> Options() =>
        from verb in SweepCommand.Root().Subcommands
        from option in verb.Options
        select (verb.Name, option.Name, option.ValueType == typeof(bool));

    private static IEnumerable<string> Arguments(string verb) => SweepCommand.Root().Subcommands
        .Single(each => each.Name == verb).Arguments
        .Where(argument => argument.Arity.MinimumNumberOfValues > 0)
        .Select(_ => "a");

    private static List<string> Problems(IReadOnlyList<string> line) =>
        [.. CommandLine.Problems(SweepCommand.Root().Parse(line))];
}
