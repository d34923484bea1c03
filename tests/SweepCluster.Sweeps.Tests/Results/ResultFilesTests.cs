using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.Tests.Results;

public sealed class ResultFilesTests
{
    [Fact]
    public void The_summary_is_ranked_and_every_state_has_its_place()
    {
        var lines = Lines(SummaryCsv.Write, Results(Example.Spec()));

        Assert.Equal(
            "rank,trial_id,state,rmse,optimum_rmse,excess_rmse,verdict,batch_size,learning_rate,repeat,epochs,mae,"
                + "w_x0,w_x1,w_x2,w_x3,bias",
            lines[0]);
        Assert.Equal("1,2,COMPLETE,0.5,0.25,0.25,CONVERGED,8,0.2,0,2,0.25,0.5,1,-1,1E-07,3", lines[1]);
        Assert.Equal(
            ["1,2", "2,0", "3,1", ",5", ",3", ",4", ",6", ",7"],
            lines.Skip(1).Select(line => string.Join(',', line.Split(',').Take(2))));
        Assert.StartsWith(",5,DIVERGED,NaN,0.25,NaN,DIVERGED,", lines[4], StringComparison.Ordinal);
        Assert.Equal(",3,CANCELLED,,,,,8,0.2,1,,,,,,,", lines[5]);
    }

    [Fact]
    public void The_objective_comes_first_and_once()
    {
        var header = Lines(SummaryCsv.Write, Results(Example.Spec("objective = mae")))[0];

        Assert.StartsWith(
            "rank,trial_id,state,mae,optimum_rmse,excess_rmse,verdict,", header, StringComparison.Ordinal);
        Assert.Contains("repeat,epochs,rmse,w_x0", header, StringComparison.Ordinal);
    }

    [Fact]
    public void An_axis_of_epochs_keeps_its_name()
    {
        var spec = Example.Spec("search-space.epochs = [1, 2]");
        var header = Lines(SummaryCsv.Write, SweepResults.Of(spec, Example.State(spec, _ => null)))[0];

        Assert.Contains("learning_rate,epochs,repeat,epochs_trained,mae", header, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_bias_there_is_no_bias_column()
    {
        var spec = Example.Spec("model.use-bias = off");
        var header = Lines(SummaryCsv.Write, SweepResults.Of(spec, Example.State(spec, _ => null)))[0];

        Assert.EndsWith(",w_x3", header, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_targets_name_their_weights()
    {
        var spec = Example.Spec().Linear();
        spec = spec with
        {
            Model = spec.Model with { Units = 2 },
            Table = spec.Table with { Source = new Training.Data.CsvSource("a.csv", ["a"], ["y", "z"]) },
        };

        Assert.Equal(
            [("w_a__y", 0), ("w_a__z", 2), ("bias__y", 1), ("bias__z", 3)], WeightColumns.Of(spec));
    }

    [Fact]
    public void Configurations_are_ranked_by_their_mean_when_all_repeats_are_complete()
    {
        var lines = Lines(ConfigurationsCsv.Write, Results(Example.Spec()));

        Assert.Equal(
            "rank,configuration,batch_size,learning_rate,repeats,complete,rmse_mean,rmse_sd,rmse_min,rmse_max",
            lines[0]);
        Assert.Equal("1,0,8,0.1,2,2,2,1.4142135623730951,1,3", lines[1]);
        Assert.Equal("2,1,8,0.2,2,1,0.5,,0.5,0.5", lines[2]);
        Assert.Equal(",2,32,0.1,2,0,,,,", lines[3]);
    }

    [Fact]
    public void Curves_stand_in_the_order_of_trials()
    {
        var lines = Lines(CurvesCsv.Write, Results(Example.Spec()));

        Assert.Equal(
            ["trial_id,epoch,rmse", "0,1,1", "0,2,1", "1,1,1", "1,2,3", "2,1,1", "2,2,0.5", "5,1,1", "5,2,NaN"],
            lines);
    }

    [Fact]
    public void Attempts_share_the_seconds_of_their_pack()
    {
        var at = new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
        var attempt = new Attempt(new TrialRange(0, 2), 1, "host:1", at, 3, AttemptOutcome.Completed);
        var lines = Lines(AttemptsCsv.Write, Results(Example.Spec()) with { Attempts = [attempt] });

        Assert.Equal(
            ["trial_id,attempt,node,started_at,seconds,outcome",
            "0,1,host:1,2030-01-02T03:04:05.678Z,1.5,completed",
            "2,1,host:1,2030-01-02T03:04:05.678Z,1.5,completed"],
            lines);
    }

    [Theory]
    [InlineData("no, \"this\" is odd", "\"failed: no, \"\"this\"\" is odd\"")]
    [InlineData("ends with a space ", "\"failed: ends with a space \"")]
    [InlineData("plain", "failed: plain")]
    public void Texts_are_quoted_if_they_must_be(string reason, string expected) =>
        Assert.Equal(expected, OutcomeCell(reason));

    [Fact]
    public void A_text_may_be_longer_than_any_buffer()
    {
        var reason = new string('x', 100_000);

        Assert.Equal($"failed: {reason}", OutcomeCell(reason));
    }

    private static string OutcomeCell(string reason)
    {
        var attempt = new Attempt(
            new TrialRange(0, 1), 1, "host:1", DateTimeOffset.UnixEpoch, 3, AttemptOutcome.Failed, reason);
        var lines = Lines(AttemptsCsv.Write, Results(Example.Spec()) with { Attempts = [attempt] });
        return lines[1].Split(',', 6)[5];
    }

    private static SweepResults Results(SweepSpec spec) => SweepResults.Of(spec, Example.State(spec, id => id switch
    {
        0 => Example.Outcome(1),
        1 => Example.Outcome(3),
        2 => Example.Outcome(0.5),
        5 => Example.Outcome(double.NaN, Verdict.Diverged),
        _ => null,
    }));

    private static string[] Lines(Action<TextWriter, SweepResults> write, SweepResults results)
    {
        var writer = new StringWriter();
        write(writer, results);
        Assert.DoesNotContain('\r', writer.ToString());
        return writer.ToString().TrimEnd('\n').Split('\n');
    }
}
