using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.Tests.Results;

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
        var summary = Summary(2.01, Verdict.Converged, (3, Verdict.Converged), (4, Verdict.Unfinished), (0, Verdict.Stalled), (1, Verdict.Stalled), (5, Verdict.Stalled));

        Assert.Equal(
            ["Best is trial 2 (learning-rate 0.01, decay 0): rmse 2.01, 0.5% above the least-squares optimum of 2.",
            "2 of 6 trials CONVERGED; most of the others, 3, STALLED (their learning rates add up to too little).",
            "Nothing to mend: the best trial is as close to the optimum as the tolerance asks."],
            Headline.Of(Spec, summary));
    }

    [Fact]
    public void What_failures_share_is_told_where_others_do_not()
    {
        var summary = Summary(2.01, Verdict.Converged, (3, Verdict.Converged), (4, Verdict.Converged), (5, Verdict.Converged), (0, Verdict.Stalled), (1, Verdict.Stalled));

        Assert.EndsWith("all of them with learning-rate = 0.001.", Headline.Of(Spec, summary)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_of_the_grid_is_told_to_be_passed()
    {
        var ranked = new[] { (4L, Verdict.Unfinished), (5, Verdict.Unfinished), (2, Verdict.Unfinished), (3, Verdict.Unfinished), (0, Verdict.Unfinished), (1, Verdict.Unfinished) };

        Assert.Equal(
            "Try next: more epochs, for even the best trial was still on its way; and learning-rate above 0.1, where the grid ends and the best trial lies.",
            Headline.Of(Spec, Summary(3, ranked[0].Item2, 4, ranked[1..])).Last());
    }

    [Fact]
    public void A_sweep_that_diverged_as_a_whole_has_no_best()
    {
        var ranked = Enumerable.Range(0, 6).Select(id => new RecordedTrial(id, TrialState.Diverged, double.NaN, double.NaN, Verdict.Diverged));

        Assert.Equal(
            ["No trial was trained to its end with finite numbers.", "0 of 6 trials CONVERGED; 6 DIVERGED (they left the finite numbers).", "Try next: a lower learning rate."],
            Headline.Of(Spec, new RecordedSummary(2, [.. ranked])));
    }

    [Fact]
    public void Standardizing_comes_first_where_scales_make_the_way_long()
    {
        const string Standardize = "Try next: standardize = on, for the columns' scales and means make the way to the optimum long.";
        var failed = Summary(3, Verdict.Unfinished, (3, Verdict.Unfinished), (4, Verdict.Stalled));
        var most = Summary(2.01, Verdict.Converged, (3, Verdict.Unfinished), (4, Verdict.Stalled));
        var few = Summary(2.01, Verdict.Converged, (3, Verdict.Converged), (4, Verdict.Stalled));

        Assert.Equal(Standardize, Headline.Of(Spec, failed, scalesMakeTheWayLong: true).Last());
        Assert.Equal(Standardize, Headline.Of(Spec, most, scalesMakeTheWayLong: true).Last());
        Assert.DoesNotContain(Standardize, Headline.Of(Spec, few, scalesMakeTheWayLong: true));
        Assert.DoesNotContain(Standardize, Headline.Of(Spec, failed, scalesMakeTheWayLong: false));
        var on = Spec with { Data = Spec.Data with { Standardize = true } };
        Assert.DoesNotContain(Standardize, Headline.Of(on, failed, scalesMakeTheWayLong: true));
    }

    [Fact]
    public void Without_the_data_it_says_where_scales_are_told()
    {
        const string IfTheyDiffer = "If the columns' scales or means differ much, try standardize = on before all else; sweep explain tells.";
        var failed = Summary(3, Verdict.Unfinished, (3, Verdict.Unfinished), (4, Verdict.Stalled));
        var table = Spec with { Data = Spec.Data with { Source = new DataSource.Csv("x.csv", ["a"], ["y"]) } };

        Assert.Equal(IfTheyDiffer, Headline.Of(table, failed).Last());
        Assert.DoesNotContain(IfTheyDiffer, Headline.Of(Spec, failed));
        Assert.DoesNotContain(IfTheyDiffer, Headline.Of(table, failed, scalesMakeTheWayLong: false));
    }

    [Fact]
    public void Trials_without_a_result_are_told()
    {
        var ranked = Enumerable.Range(0, 6).Select(id => new RecordedTrial(id, TrialState.Failed, double.NaN, double.NaN, null));

        Assert.Equal("6 trials FAILED: attempts.csv says why.", Headline.Of(Spec, new RecordedSummary(double.NaN, [.. ranked])).Last());
    }

    private static RecordedSummary Summary(double best, Verdict verdict, params (long, Verdict)[] others) => Summary(best, verdict, 2, others);

    private static RecordedSummary Summary(double best, Verdict verdict, long id, (long, Verdict)[] others) => new(
        2,
        [
            new RecordedTrial(id, TrialState.Complete, best, best - 2, verdict),
            .. others.Select((other, rank) => new RecordedTrial(other.Item1, TrialState.Complete, best + rank + 1, best + rank - 1, other.Item2)),
        ]);
}
