using SweepCluster.Problems;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Programs.Tests.Reading;

public sealed class ParameterNamesTests
{
    private const string Letters =
        "a parameter's name has letters, digits, '-', '_' and '.', and begins with a letter";

    [Theory]
    [InlineData("lr")]
    [InlineData("learning-rate")]
    [InlineData("Learning_Rate2")]
    [InlineData("\"model.depth\"")]
    [InlineData("uniform")]
    [InlineData("include")]
    [InlineData("epochs")]
    [InlineData("seed")]
    public void A_parameter_may_have_any_name(string name) => Assert.Equal(
        name.Trim('"'), Assert.Single(Example.Sweep("run = [a]", Space(name)).SearchSpace.Parameters).Name);

    [Theory]
    [InlineData("\"\"", Letters)]
    [InlineData("2x", Letters)]
    [InlineData("_x", Letters)]
    [InlineData("\"a b\"", Letters)]
    [InlineData("\"a,b\"", Letters)]
    [InlineData("\"a=b\"", Letters)]
    [InlineData("größe", Letters)]
    [InlineData("args", "{args} means something else in program.run: write another name")]
    [InlineData("trial-dir", "{trial-dir} means something else in program.run: write another name")]
    [InlineData("rank", Columns + "rank, which is a column of its own: write another name")]
    [InlineData("trial-id", Columns + "trial_id, which is a column of its own: write another name")]
    [InlineData("state", Columns + "state, which is a column of its own: write another name")]
    [InlineData("steps", Columns + "steps, which is a column of its own: write another name")]
    [InlineData("val-error-sd", Columns + "val_error_sd, which is a column of its own: write another name")]
    [InlineData("val_error", Columns + "val_error, which is the metric: write another name")]
    [InlineData("val-error", Columns + "val_error, which is the metric: write another name")]
    public void A_name_that_would_be_mistaken_is_refused(string name, string problem)
    {
        var found = Assert.Single(ProblemsOf(Space(name)));
        Assert.Equal((problem, "example.hocon:5"), (found.What, Path.GetFileName(found.Where)));
    }

    [Fact]
    public void Two_parameters_of_one_column_are_refused() => Assert.Equal(
        Columns + "a_b, which is that of a-b: write another name",
        Assert.Single(ProblemsOf("search-space { a_b = [1], a-b = [2] }")).What);

    [Fact]
    public void Two_parameters_of_one_variable_are_refused() => Assert.Equal(
        "programs get it as SWEEP_PARAM_LR, and so they get LR: write another name",
        Assert.Single(ProblemsOf("search-space { lr = [1], LR = [2] }")).What);

    [Theory]
    [InlineData("rank")]
    [InlineData("steps")]
    public void A_metric_with_the_name_of_a_column_is_refused(string metric) => Assert.Equal(
        $"the results have a column {metric} already: have the program call its metric something else",
        Assert.Single(Assert.Throws<InvalidInputException>(() => SweepFileReader.Parse(
            $"sweep {{ objective {{ metric = {metric}, direction = minimize }}, program.run = [a] }}",
            "example.hocon",
            [])).Problems).What);

    private const string Columns = "its column in the results would be ";

    private static string Space(string name) => $"search-space {{ {name} = [1, 2] }}";

    private static IEnumerable<Problem> ProblemsOf(string space) =>
        Assert.Throws<InvalidInputException>(() => Example.Sweep("run = [a]", space)).Problems;
}
