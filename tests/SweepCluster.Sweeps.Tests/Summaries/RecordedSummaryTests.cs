using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Tests.Results;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.Tests.Summaries;

public sealed class RecordedSummaryTests
{
    private static readonly SweepResults Results = SweepResults.Of(
        Example.Spec(),
        Example.State(Example.Spec(), id => id switch
        {
            0 => Example.Outcome(1),
            1 => Example.Outcome(0.5, Verdict.Stalled),
            5 => Example.Outcome(double.NaN, Verdict.Diverged),
            _ => null,
        }));

    [Fact]
    public void What_is_written_is_read_again()
    {
        var summary = Read(Written());

        Assert.Equal([0.25], summary.References);
        Assert.Equal(
            Results.Ranked.Select(result => (result.TrialId, result.State)),
            summary.Ranked.Select(trial => (trial.Id, trial.State)));
        var best = summary.Best!.Value;
        Assert.Equal(
            (1, 0.5, 0.25, (int?)Verdict.Stalled), (best.Id, best.Objective, best.Distance, best.Verdict));
        Verdict?[] verdicts = [Verdict.Stalled, Verdict.Converged, Verdict.Diverged, null, null, null, null, null];
        Assert.Equal(verdicts, summary.Ranked.Select(trial => (Verdict?)trial.Verdict));
    }

    [Theory]
    [InlineData("rank,", "rang,", "s.csv:1: ")]
    [InlineData("\n1,1,COMPLETE", "\n1,8,COMPLETE", "s.csv:2: ")]
    [InlineData("\n2,0,COMPLETE", "\n2,1,COMPLETE", "s.csv:3: ")]
    [InlineData("0.5", "half", "s.csv:2: ")]
    [InlineData(",DIVERGED,NaN", ",LOST,NaN", "s.csv:4: ")]
    [InlineData(",DIVERGED,NaN", ",2,NaN", "s.csv:4: ")]
    [InlineData(",STALLED,", ",99,", "s.csv:2: ")]
    [InlineData(",STALLED,", ",,", "s.csv:2: ")]
    [InlineData("\n2,0,COMPLETE", "\n\n2,0,COMPLETE", "s.csv:3: ")]
    [InlineData("\n2,0,COMPLETE,", "\n2;0;COMPLETE;", "s.csv:3: ")]
    [InlineData(",mae,", ";mae;", "s.csv:2: ")]
    [InlineData(",mae,", ",", "s.csv:2: ")]
    public void A_line_that_is_no_row_of_the_sweep_is_named(string text, string instead, string expected)
    {
        var wrong = Written().Replace(text, instead, StringComparison.Ordinal);
        var error = Assert.Throws<InvalidDataException>(() => Read(wrong));
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_refused()
    {
        var written = Written();

        Assert.All(Enumerable.Range(0, written.Length - 1), length =>
        {
            var error = Assert.Throws<InvalidDataException>(() => Read(written[..length]));
            Assert.StartsWith("s.csv", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Missing_rows_are_reported()
    {
        var lines = Written().Split('\n');

        Assert.Equal(
            "s.csv: 7 of 8 trials have a row",
            Assert.Throws<InvalidDataException>(() => Read(string.Join('\n', lines.Where((_, i) => i != 3)))).Message);
    }

    private static RecordedSummary Read(string text) =>
        RecordedSummary.Read(new StringReader(text), "s.csv", Example.Spec());

    private static string Written()
    {
        var writer = new StringWriter();
        SummaryCsv.Write(writer, Results);
        return writer.ToString();
    }
}
