using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Sweeps.Tests.SweepFile;

/// <summary>What trials are ranked on, as a word and as a block.</summary>
public sealed class ObjectiveFileTests
{
    private const string Metrics = "rmse, mae, validation-rmse or validation-mae";

    [Theory]
    [InlineData("objective = mae")]
    [InlineData("objective { metric = mae }")]
    [InlineData("objective { metric = mae, direction = minimize }")]
    [InlineData("objective.metric = mae")]
    public void A_block_says_what_a_word_does(string objective) =>
        Assert.Equal(Read("objective = mae"), Read(objective));

    [Fact]
    public void A_block_without_a_metric_means_the_first() => Assert.Equal("rmse", Read("objective {}").Metric.Name);

    [Fact]
    public void A_metric_that_the_kind_has_is_written_as_a_word() => Assert.Contains(
        "\n  objective = mae\n",
        SweepFileWriter.Text(Read("objective { metric = mae }"), "/a"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "objective { metric = mae, direction = maximize }",
        "direction: mae is better low: write minimize, or leave it out")]
    [InlineData(
        "objective { direction = maximize }",
        "direction: rmse is better low: write minimize, or leave it out")]
    [InlineData(
        "objective { metric = mae, direction = down }",
        "direction: found down: write minimize or maximize (nearest: minimize)")]
    [InlineData("objective { metric = mea }", $"metric: found mea: write {Metrics} (nearest: mae)")]
    [InlineData("objective { metric = [mae] }", $"metric: found a list: write {Metrics}")]
    [InlineData("objective { metrc = mae }", "metrc: no such key: the nearest is metric")]
    [InlineData(
        "objective { metric = validation-mae }",
        "metric: validation-mae needs held-out rows: write dataset.validation = 0.2, say")]
    public void A_block_that_is_wrong_is_refused_with_its_place(string objective, string problem) => Assert.Equal(
        [$"sweep.hocon:1: sweep.objective.{problem}"],
        Assert.Throws<InvalidInputException>(() => Read(objective)).Problems.Select(found => found.ToString()));

    private static SweepSpec Read(string objective) =>
        SweepFileReader.Parse($"sweep {{ name = a, dataset.synthetic {{}}, {objective} }}", "sweep.hocon", []);
}
