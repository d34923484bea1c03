using FsCheck.Fluent;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.Tests.State;

public sealed class HighlightsTests
{
    [Fact]
    public void The_best_and_the_counts_are_those_of_all_results_in_whatever_order_they_come() => Properties.Hold(
        Gen.Choose(0, 9).Select(value => (double)value).ListOf().Select(values => values.ToArray()),
        values =>
        {
            var outcomes = values.Select(Outcome).ToList();
            var aim = new Aim(LinearSchema.Rmse, Direction.Minimize);
            var all = outcomes.Select((outcome, place) => new ResultSegment(place, [outcome])).ToList();
            var forward = all
                .Aggregate(Highlights.None, (seen, segment) => seen.With(segment, aim, ProposedTrials.None));
            var backward = Enumerable.Reverse(all)
                .Aggregate(Highlights.None, (seen, segment) => seen.With(segment, aim, ProposedTrials.None));
            var expected = values.Select((value, place) => new TopTrial(place, value))
                .Where(top => top.Objective < 9)
                .OrderBy(top => top.Objective).ThenBy(top => top.Place).Take(5);

            Assert.Equal(expected, forward.Best);
            Assert.Equal(forward, backward);
            Assert.Equal(values.Count(value => value == 9), forward.Count((int)Verdict.Diverged));
            Assert.Equal(values.Length, forward.Verdicts.Sum());
        });

    private static TrialOutcome Outcome(double rmse) => new LinearOutcome
    {
        Epochs = 1,
        Rmse = rmse,
        Mae = rmse,
        Parameters = [],
        EpochRmse = [rmse],
        EpochValidationRmse = [],
        Verdict = rmse == 9 ? Verdict.Diverged : Verdict.Converged,
        DivergedAtUpdate = rmse == 9 ? 1 : null,
    };
}
