using SweepCluster.Programs.Commands;

namespace SweepCluster.Programs.Tests.Commands;

public sealed class PlaceholdersTests
{
    [Fact]
    public void Every_placeholder_but_args_has_a_value() => Assert.Equal(
        ["/jobs/trials/7/parameters.json", "/jobs/trials/7", "/jobs/kept/7", "7", "2", "123", "3", "27", "0,2"],
        Placeholders.All.Where(name => name != Placeholders.Arguments)
            .Select((Example.Values() with { CheckpointFolder = "/jobs/kept/7", Budget = 27, Gpus = ["0", "2"] }).Of));

    [Fact]
    public void The_value_of_a_parameter_is_in_its_shortest_form_that_reads_back()
    {
        var values = Example.Values(
            Example.Number("a", 0.1 + 0.2), Example.Number("b", 1e-7), Example.Word("c", "gini"));

        Assert.Equal(["0.30000000000000004", "1E-07", "gini"], new[] { "a", "b", "c" }.Select(values.Of));
    }
}
