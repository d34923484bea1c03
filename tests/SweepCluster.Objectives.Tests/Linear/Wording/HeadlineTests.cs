using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Objectives.Linear.Wording;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Tests.Linear.Wording;

public sealed class HeadlineTests
{
    private static readonly SweepSpec Spec = SweepFileReader.Parse(
        """
        sweep {
          name = example
          dataset { synthetic { rows = 100 } }
          search-space { learning-rate = [0.001, 0.01, 0.1], decay = [0, 0.01] }
        }
        """,
        "example.hocon",
        []);

    [Fact]
    public void It_says_what_is_best_what_failures_share_and_what_to_try()
    {
        var summary = Summary(
            2.01,
            Verdict.Converged,
            (3, Verdict.Converged),
            (4, Verdict.Unfinished),
            (0, Verdict.Stalled),
            (1, Verdict.Stalled),
            (5, Verdict.Stalled));

        Assert.Equal(
            ["Best is trial 2 (learning-rate 0.01, decay 0): rmse 2.01, 0.5% above the least-squares optimum of 2.",
            "2 of 6 trials CONVERGED; most of the others, 3, STALLED (their learning rates add up to too little).",
            "Nothing to mend: the best trial is as close to the optimum as the tolerance asks."],
            Headline.Of(Spec, summary));
    }

    [Theory]
    [InlineData(5.02, "rmse 5.02, 151% above the least-squares optimum of 2, "
        + "within the tolerance of 1% of the targets' deviation.")]
    [InlineData(42, "rmse 42, 40 above the least-squares optimum of 2, "
        + "within the tolerance of 1% of the targets' deviation.")]
    [InlineData(2.01, "rmse 2.01, 0.5% above the least-squares optimum of 2.")]
    public void It_says_why_a_trial_well_above_the_optimum_counts_as_converged(double rmse, string expected)
    {
        var summary = Summary(
            rmse,
            Verdict.Converged,
            (3, Verdict.Converged),
            (4, Verdict.Converged),
            (0, Verdict.Converged),
            (1, Verdict.Converged),
            (5, Verdict.Converged));

        Assert.EndsWith(expected, Headline.Of(Spec, summary)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_what_failures_share_if_others_do_not_share_it()
    {
        var summary = Summary(
            2.01,
            Verdict.Converged,
            (3, Verdict.Converged),
            (4, Verdict.Converged),
            (5, Verdict.Converged),
            (0, Verdict.Stalled),
            (1, Verdict.Stalled));

        Assert.EndsWith(
            "all of them with learning-rate = 0.001.", Headline.Of(Spec, summary)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_advice_is_to_go_beyond_an_edge_of_the_grid()
    {
        long[] others = [5, 2, 3, 0, 1];
        var summary = Summary(3, Verdict.Unfinished, 4, [.. others.Select(id => (id, Verdict.Unfinished))]);

        Assert.Equal(
            "Try next: more epochs, for even the best trial was still on its way; "
                + "and learning-rate above 0.1, where the grid ends and the best trial lies.",
            Headline.Of(Spec, summary).Last());
    }

    [Fact]
    public void A_sweep_that_diverged_as_a_whole_has_no_best()
    {
        var ranked = Enumerable.Range(0, 6).Select(id =>
            new RecordedTrial(id, TrialState.Diverged, double.NaN, double.NaN, (int)Verdict.Diverged));

        Assert.Equal(
            [
                "No trial was trained to its end with finite numbers.",
                "0 of 6 trials CONVERGED; 6 DIVERGED (they left the finite numbers).",
                "Try next: a lower learning rate.",
            ],
            Headline.Of(Spec, new RecordedSummary(TrialOrder.Of(Spec), [2], [.. ranked])));
    }

    [Fact]
    public void Standardizing_comes_first_if_scales_make_the_way_long()
    {
        const string Standardize =
            "Try next: standardize = on, for the columns' scales and means make the way to the optimum long.";
        var failed = Summary(3, Verdict.Unfinished, (3, Verdict.Unfinished), (4, Verdict.Stalled));
        var most = Summary(2.01, Verdict.Converged, (3, Verdict.Unfinished), (4, Verdict.Stalled));
        var few = Summary(2.01, Verdict.Converged, (3, Verdict.Converged), (4, Verdict.Stalled));

        Assert.Equal(Standardize, LinearConclusions.Of(Spec, failed, true).Last());
        Assert.Equal(Standardize, LinearConclusions.Of(Spec, most, true).Last());
        Assert.DoesNotContain(Standardize, LinearConclusions.Of(Spec, few, true));
        Assert.DoesNotContain(Standardize, LinearConclusions.Of(Spec, failed, false));
        var on = Spec.Standardized();
        Assert.DoesNotContain(Standardize, LinearConclusions.Of(on, failed, true));
    }

    [Fact]
    public void Without_the_data_it_names_the_command_that_tells_of_scales()
    {
        const string IfTheyDiffer =
            "If the columns' scales or means differ much, try standardize = on before all else; sweep explain tells.";
        var failed = Summary(3, Verdict.Unfinished, (3, Verdict.Unfinished), (4, Verdict.Stalled));
        var csv = new CsvSource("x.csv", ["a"], ["y"]);
        var table = Spec.With(linear => linear with { Table = linear.Table with { Source = csv } });

        Assert.Equal(IfTheyDiffer, Headline.Of(table, failed).Last());
        Assert.DoesNotContain(IfTheyDiffer, Headline.Of(Spec, failed));
        Assert.DoesNotContain(IfTheyDiffer, LinearConclusions.Of(table, failed, false));
    }

    [Fact]
    public void Trials_without_a_result_are_counted()
    {
        var ranked = Enumerable.Range(0, 6)
            .Select(id => new RecordedTrial(id, TrialState.Failed, double.NaN, double.NaN, null));

        Assert.Equal(
            "6 trials FAILED: attempts.csv says why.",
            Headline.Of(Spec, new RecordedSummary(TrialOrder.Of(Spec), [], [.. ranked])).Last());
    }

    [Theory]
    [InlineData("learning-rate = [0.01, 0.1]", 1, Verdict.Oscillating,
        "Try next: learning-rate between 0.01 and 0.1 or more decay, for even the best trial circles the optimum.")]
    [InlineData("learning-rate = [0.01, 0.1]", 0, Verdict.Oscillating,
        "Try next: learning-rate below 0.01, where the grid ends, or more decay, "
            + "for even the best trial circles the optimum.")]
    [InlineData("learning-rate = [1e-8, 10]", 0, Verdict.Stalled,
        "Try next: learning-rate between 1E-08 and 10, "
            + "for even the best trial has learning rates that add up to too little.")]
    [InlineData("learning-rate = [1e-8, 10]", 0, Verdict.Unfinished,
        "Try next: more epochs, for even the best trial was still on its way.")]
    [InlineData("epochs = [10, 20]", 1, Verdict.Unfinished,
        "Try next: epochs above 20, where the grid ends, for even the best trial was still on its way.")]
    [InlineData("decay = [0.1, 0.2]", 0, Verdict.Stalled,
        "Try next: a higher learning rate or decay below 0.1, where the grid ends, "
            + "for even the best trial has learning rates that add up to too little.")]
    public void No_setting_is_advised_both_ways(string axis, long best, Verdict verdict, string next)
    {
        var spec = SweepFileReader.Parse(
            $$"""sweep { name = example, dataset { synthetic { rows = 100 } }, search-space { {{axis}} } }""",
            "example.hocon",
            []);
        var first = new RecordedTrial(best, TrialState.Complete, 3, 1, (int)verdict);
        var other = new RecordedTrial(1 - best, TrialState.Diverged, double.NaN, double.NaN, (int)Verdict.Diverged);

        Assert.Equal(next, Headline.Of(spec, new RecordedSummary(TrialOrder.Of(spec), [2], [first, other])).Last());
    }

    [Fact]
    public void If_nothing_is_left_to_gain_nothing_is_advised()
    {
        var ranked = Enumerable.Range(0, 6).Select(rank =>
            new RecordedTrial(5 - rank, TrialState.Complete, 2 + 2e-7, 2e-7, (int)Verdict.Converged));

        Assert.Equal(
            [
                "Best is trial 5 (learning-rate 0.1, decay 0.01): "
                    + "rmse 2, less than 0.01% above the least-squares optimum of 2.",
                "Nothing to gain: the best weights that there are would be less than 0.01% better.",
            ],
            Headline.Of(Spec, new RecordedSummary(TrialOrder.Of(Spec), [2], [.. ranked])));
    }

    [Fact]
    public void A_tie_is_worded_as_a_tie_and_one_as_one()
    {
        var tie = WithTwoLast(Verdict.Stalled, Verdict.Oscillating);
        var one = WithTwoLast(Verdict.Converged, Verdict.Oscillating);

        Assert.Equal(
            "4 of 6 trials CONVERGED; of the others 1 is OSCILLATING (its steps are too long to come closer) "
                + "and 1 STALLED (its learning rates add up to too little).",
            Headline.Of(Spec, tie)[1]);
        Assert.StartsWith(
            "5 of 6 trials CONVERGED; 1 is OSCILLATING (its steps are too long to come closer), with ",
            Headline.Of(Spec, one)[1],
            StringComparison.Ordinal);

        RecordedSummary WithTwoLast(Verdict lastButOne, Verdict last) => Summary(
            2.01,
            Verdict.Converged,
            (3, Verdict.Converged),
            (4, Verdict.Converged),
            (5, Verdict.Converged),
            (0, lastButOne),
            (1, last));
    }

    [Fact]
    public void The_only_trial_is_worded_as_the_only_one()
    {
        var spec = SweepFileReader.Parse(
            "sweep { name = example, dataset { synthetic { rows = 100 } } }", "example.hocon", []);

        Assert.Equal(
            ["Best is trial 0: rmse 3, 50% above the least-squares optimum of 2.",
            "The only trial STALLED (its learning rates add up to too little).",
            "Try next: a higher learning rate, for even the best trial has learning rates that add up to too little."],
            Headline.Of(spec, new RecordedSummary(
                TrialOrder.Of(spec), [2], [new(0, TrialState.Complete, 3, 1, (int)Verdict.Stalled)])));
    }

    private static RecordedSummary Summary(double best, Verdict verdict, params (long, Verdict)[] others) =>
        Summary(best, verdict, 2, others);

    private static RecordedSummary Summary(double best, Verdict verdict, long id, (long, Verdict)[] others) => new(
        TrialOrder.Of(Spec),
        [2],
        [
            new RecordedTrial(id, TrialState.Complete, best, best - 2, (int)verdict),
            .. others.Select((other, rank) => new RecordedTrial(
                other.Item1, TrialState.Complete, best + rank + 1, best + rank - 1, (int)other.Item2)),
        ]);
}
