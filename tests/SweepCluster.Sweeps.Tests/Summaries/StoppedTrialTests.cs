using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Tests.Searching;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Tests.Summaries;

public sealed class StoppedTrialTests
{
    private const string Search =
        "sampler = sobol, trials = 27, parallel = 1, search-space { learning-rate = { uniform = [0.1, 0.9] } }";

    [Fact]
    public void A_trial_that_a_cohort_was_better_than_is_told_by_how_much()
    {
        var (spec, results) = Finished("halving { }");
        var stopped = Of(spec, results);

        foreach (var trial in stopped.Summary.Ranked)
        {
            var sentence = stopped.Sentence(trial.Id);
            if (trial.State != TrialState.Pruned)
                Assert.Null(sentence);
            else
                Assert.Matches(
                    $@"^Trial {trial.Id} was stopped by halving after (1|3) of 9 epochs: rmse [0-9.E-]+ is "
                        + @"\d(st|nd|rd|th) of the [3-9] that were compared there, of which the best [123] went on; "
                        + @"it needed [0-9.E-]+\.$",
                    sentence);
        }
    }

    [Fact]
    public void A_trial_that_the_median_stopped_is_told_which()
    {
        var (spec, results) = Finished("median { }");
        var stopped = Of(spec, results);
        var pruned = stopped.Summary.Ranked.Where(trial => trial.State == TrialState.Pruned).ToList();

        Assert.NotEmpty(pruned);
        Assert.All(pruned, trial => Assert.Matches(
            $@"^Trial {trial.Id} was stopped by median after \d of 9 epochs: its best rmse so far, [0-9.E-]+, was "
                + @"worse than [0-9.E-]+, the median of what \d+ trials before it had on average by then\.$",
            stopped.Sentence(trial.Id)));
    }

    [Fact]
    public void What_is_written_of_stopped_trials_is_read_again_and_they_have_no_verdict()
    {
        var (spec, results) = Finished("halving { }");
        using var text = new StringWriter();
        SummaryCsv.Write(text, results);
        var read = RecordedSummary.Read(new StringReader(text.ToString()), "s.csv", spec);

        Assert.Equal(RecordedSummary.Of(results).Ranked, read.Ranked);
        Assert.All(read.Ranked, trial => Assert.Equal(trial.State == TrialState.Pruned, trial.Verdict is null));
        Assert.All(read.Ranked, trial => Assert.Equal(
            trial.State == TrialState.Pruned ? StepsOf(trial.Id) : null,
            read.Order.OfId(trial.Id).Steps));

        int StepsOf(long id) => results.Ranked.First(own => own.TrialId == id).Outcome!.Steps;
    }

    [Fact]
    public void The_courses_of_a_file_are_those_of_the_results()
    {
        var (spec, results) = Finished("halving { }");
        var path = Path.GetTempFileName();
        try
        {
            using (var writer = new StreamWriter(path))
                CurvesCsv.Write(writer, results);
            HashSet<long> ids = [0, 5, 11, 20];
            var expected = RecordedCourses.Of(results, ids);
            var read = RecordedCourses.Read(path, spec, ids);

            Assert.Equal(expected.Keys.Order(), read.Keys.Order());
            Assert.All(expected, course => Assert.Equal(course.Value, read[course.Key]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static StoppedTrial Of(SweepSpec spec, SweepResults results) =>
        new(spec, RecordedSummary.Of(results), ids => RecordedCourses.Of(results, ids));

    private static (SweepSpec Spec, SweepResults Results) Finished(string scheduler)
    {
        var spec = SimulatedSearch.Spec($"{Search}, scheduler {{ {scheduler} }}", epochs: 9);
        return (spec, SweepResults.Of(spec, SimulatedSearch.Run(spec, []).State));
    }
}
