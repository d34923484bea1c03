namespace SweepCluster.Acceptance.Tests.Runs;

/// <summary>Every trial's result is explained in numbers, and the remedies that are named work.</summary>
public sealed class ExplainTests : TemporaryFolder
{
    private static string Indented(string by) =>
        "The learning rates of all 300,000 updates add up to 0.1036, but a weight is 1.293 away.\n"
        + $"{by}No number of epochs helps. Any one of these is measured to mend it: "
        + "learning-rate = 0.022; decay = 0.0022; decay = 0.\n";

    [Fact]
    public async Task The_question_is_answered_before_and_after_training()
    {
        var before = await SweepProcess.Run(["explain", Repository.Example("keras-question")]);
        await Train("keras-question");

        Assert.Contains(Indented("  "), before.Output, StringComparison.Ordinal);
        Assert.Equal($"Trial 0 STALLED.\n{Indented("")}", (await Explain("0")).Output);
    }

    [Theory]
    [InlineData("training.learning-rate=0.022")]
    [InlineData("training.decay=0.0022")]
    [InlineData("training.decay=0")]
    public async Task Each_remedy_that_is_named_for_the_question_works(string setting)
    {
        await Train("keras-question", "--set", setting);

        Assert.StartsWith("Trial 0 CONVERGED.\n", (await Explain("0")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diverged_trial_is_explained_by_its_stability_limit()
    {
        await Train("keras-question", "--set", "training.optimizer=sgd", "--set", "training.loss=mse",
            "--set", "training.learning-rate=3", "--set", "training.decay=0", "--set", "dataset.synthetic.rows=2000");
        var ended = await Explain("0");

        Assert.StartsWith("Trial 0 DIVERGED at update ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("With this loss it is stable below 0.4", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_that_does_not_exist_is_reported_with_those_that_do()
    {
        await Train("keras-question", "--set", "dataset.synthetic.rows=100");
        var ended = await Explain("1");

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal($"sweep: {In("out")} has no trial 1; its trials are 0 to 0.\n", ended.Error);
    }

    [Theory]
    [InlineData("keras-question", "training.epochs=10", "learning-rate = 0.022", "STALLED")]
    [InlineData("csv", "dataset.standardize=off", "standardize = on", "UNFINISHED")]
    public async Task A_remedy_is_tried_and_both_results_stand_side_by_side(
        string example, string setting, string remedy, string verdict)
    {
        await Train(example, "--set", setting);
        var ended = await Explain("0", "--try");

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains($"mend it: {remedy}", ended.Output, StringComparison.Ordinal);
        Assert.Contains($"Trained again with {remedy}: that mends it.\n", ended.Output, StringComparison.Ordinal);
        Assert.Matches($@"verdict +│ +{verdict} │ +CONVERGED │", ended.Output);
    }

    [Fact]
    public async Task Nothing_is_tried_on_a_trial_that_converged()
    {
        await Train("keras-answer", "--set", "dataset.synthetic.rows=24000", "--set", "training.learning-rate=0.01");
        Assert.EndsWith("There is nothing to try.\n", (await Explain("0", "--try")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_try_without_a_trial_is_refused()
    {
        var ended = await SweepProcess.Run(["explain", Repository.Example("keras-question"), "--try"]);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("sweep: name the folder of a finished sweep", ended.Error, StringComparison.Ordinal);
    }

    private async Task Train(string example, params string[] more)
    {
        var ended = await SweepProcess.Run(
            ["run", Repository.Example(example), "--out", In("out"), "--quiet", .. more]);
        Assert.Equal(0, ended.ExitCode);
    }

    private Task<SweepProcess.Ended> Explain(params string[] trial) =>
        SweepProcess.Run(["explain", In("out"), .. trial]);
}
