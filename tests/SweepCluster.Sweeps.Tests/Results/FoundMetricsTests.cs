using SweepCluster.Search;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;

namespace SweepCluster.Sweeps.Tests.Results;

/// <summary>Metrics that trials gave without having been asked, in the files of results.</summary>
public sealed class FoundMetricsTests
{
    private static readonly SweepSpec Spec = GuessKind.Sweep(
        new Parameter("lr", new Domain.Choice([SettingValue.Of(0.1), SettingValue.Of("a,\"b\"\nc")])));

    private static readonly SweepResults Results = SweepResults.Of(Spec, Example.State(Spec, id => id switch
    {
        0 => new GuessOutcome([1, 2], new("accuracy", 0.5, [0.25, 0.5]), new("val-loss", 7, [double.NaN, 7])),
        1 => new GuessOutcome([5], new FoundMetric("extra", double.NaN, [])),
        2 => new GuessOutcome([3]),
        _ => null,
    }));

    [Fact]
    public void Names_stand_once_and_in_the_order_of_their_characters() =>
        Assert.Equal(["accuracy", "extra", "val-loss"], FoundMetrics.NamesIn(Results));

    [Fact]
    public void A_metric_that_a_trial_did_not_give_is_none()
    {
        Assert.Null(FoundMetrics.Of(new GuessOutcome([1]), "accuracy"));
        Assert.Equal(7, FoundMetrics.Of(Results.InOrderOfTrials().First().Outcome!, "val-loss")!.Value);
    }

    [Fact]
    public void The_summary_has_a_column_for_each_and_an_empty_cell_if_a_trial_has_none() => Assert.Equal(
        """
        rank,trial_id,state,top_score,lr,repeat,steps,accuracy,extra,val_loss
        1,1,COMPLETE,5,0.1,1,1,,NaN,
        2,2,COMPLETE,3,"a,""b""
        c",0,1,,,
        3,0,COMPLETE,2,0.1,0,2,0.5,,7
        ,3,CANCELLED,,"a,""b""
        c",1,,,,

        """,
        Written(SummaryCsv.Write, Results));

    [Fact]
    public void The_curves_have_a_column_for_each_and_an_empty_cell_where_a_trial_has_none() => Assert.Equal(
        """
        trial_id,step,top_score,accuracy,extra,val_loss
        0,10,1,0.25,,
        0,20,2,0.5,,7
        1,10,5,,,
        2,10,3,,,

        """,
        Written(CurvesCsv.Write, Results));

    [Fact]
    public void A_summary_with_them_is_read_again()
    {
        var text = Written(SummaryCsv.Write, Results);

        var read = RecordedSummary.Read(new StringReader(text), "s.csv", Spec);

        Assert.Equal(RecordedSummary.Of(Results).Ranked, read.Ranked);
        Assert.Equal((1, 5), (read.Best!.Value.Id, read.Best.Value.Objective));
    }

    [Theory]
    [InlineData("rank")]
    [InlineData("trial_id")]
    [InlineData("trial-id")]
    [InlineData("state")]
    [InlineData("step")]
    [InlineData("steps")]
    [InlineData("top-score")]
    [InlineData("lr")]
    [InlineData("repeat")]
    [InlineData("val_loss")]
    public void No_column_stands_twice_whatever_trials_call_their_metrics(string name)
    {
        var results = Of(new GuessOutcome([1], new FoundMetric(name, 5, [5]), new FoundMetric("val-loss", 6, [6])));

        Assert.All([Written(SummaryCsv.Write, results), Written(CurvesCsv.Write, results)], text =>
        {
            var header = text.Split('\n')[0].Split(',');
            Assert.Equal(header.Distinct(), header);
            Assert.Contains("val_loss", header);
        });
    }

    [Fact]
    public void Names_with_commas_quotes_and_new_lines_are_in_quotes()
    {
        var results = Of(new GuessOutcome([1], new FoundMetric("a,\"b\"\nc", 5, [6])));

        var rows = SummaryRows.All(new StringReader(Written(SummaryCsv.Write, results))).ToList();

        Assert.EndsWith(",\"a,\"\"b\"\"\nc\"", rows[0], StringComparison.Ordinal);
        Assert.All(rows, row => Assert.Equal(8, SummaryRows.CountCells(row)));
        Assert.Equal(
            ["trial_id,step,top_score,\"a,\"\"b\"\"\nc\"", "0,10,1,6"],
            SummaryRows.All(new StringReader(Written(CurvesCsv.Write, results))));
    }

    private static SweepResults Of(TrialOutcome outcome)
    {
        var spec = GuessKind.Sweep(new Parameter("lr", new Domain.Choice([SettingValue.Of(1)])));
        return SweepResults.Of(spec, Example.State(spec, id => id == 0 ? outcome : null));
    }

    private static string Written(Action<TextWriter, SweepResults> write, SweepResults results)
    {
        var writer = new StringWriter();
        write(writer, results);
        return writer.ToString();
    }
}
