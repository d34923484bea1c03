namespace SweepCluster.Acceptance.Tests.Pinned;

/// <summary>The command answers the question with which the project began.</summary>
public sealed class SeedTests : TemporaryFolder
{
    [Fact]
    public async Task The_grid_shows_which_settings_find_the_weights_and_which_do_not()
    {
        var ended = await SweepProcess.Run(["run", Repository.Example("keras-decay"), "--out", In("out")]);
        var rows = Summary.Read(In("out"));

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(75, rows.Count);
        Assert.InRange(rows[0].Number("rmse"), 0, 5e-5);
        var question = Row(rows, "0.001", "0.1", "8");
        Assert.True(question.Number("rmse") > 0.3);
        Assert.Equal("STALLED", question["verdict"]);
        var answer = Row(rows, "0.01", "0", "8");
        Assert.InRange(answer.Number("rmse"), 0, 0.01);
        Assert.NotEqual("1", answer["rank"]);
        Assert.All(
            new[] { ("w_x0", 0.0), ("w_x1", 0.0), ("w_x2", -1.0), ("w_x3", 1.0), ("bias", 0.0) },
            weight => Assert.InRange(answer.Number(weight.Item1), weight.Item2 - 0.01, weight.Item2 + 0.01));
        Assert.Contains("summary.csv", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ended.Output + ended.Error);
    }

    [Fact]
    public async Task The_question_stalls_and_the_sum_of_its_learning_rates_is_shown()
    {
        var ended = await SweepProcess.Run(["run", Repository.Example("keras-question"), "--out", In("out")]);
        var row = Assert.Single(Summary.Read(In("out")));

        Assert.InRange(row.Number("rmse"), 0.3, 0.9);
        Assert.Equal("STALLED", row["verdict"]);
        Assert.Contains("add up to 0.103", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_says_before_training_that_the_question_cannot_converge()
    {
        var ended = await SweepProcess.Run(["plan", Repository.Example("keras-question")]);

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("updates        300,000", ended.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 1 trial cannot converge", ended.Output, StringComparison.Ordinal);
        Assert.Contains("add up to 0.103", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sunspots_have_their_known_optimum()
    {
        await SweepProcess.Run(
            ["run", Repository.Example("sunspots"), "--out", In("out"), "--set", "dataset.standardize=on"]);
        var best = Summary.Read(In("out"))[0];

        Assert.Equal(16.47, best.Number("optimum_rmse"), 2);
        Assert.Equal(1.308, best.Number("w_x3"), 0.02);
        Assert.Equal(-0.481, best.Number("w_x2"), 0.02);
    }

    private static Dictionary<string, string> Row(
        List<Dictionary<string, string>> rows, string learningRate, string decay, string batchSize) =>
        rows.Single(row => row["learning_rate"] == learningRate
            && row["decay"] == decay && row["batch_size"] == batchSize);
}
