using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Tests.Results;
using SweepCluster.Sweeps.Tests.Searching;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Tests.Summaries;

public sealed class GoalOutcomeTests
{
    private static readonly Sweeps.Spec.SweepSpec Spec = Example.Spec("stop { goal = 0.3 }");

    // In training order: 0, 2 (batch-size 8, repeat 0), 1, 3 (repeat 1), 4, 6, 5, 7.
    [Fact]
    public void Trials_after_the_goal_in_training_order_are_spared()
    {
        var summary = Summary(reaches: 1, isTrained: id => id is 0 or 1 or 2);
        var goal = GoalOutcome.Of(Spec, summary)!;

        Assert.Equal((1, 5, 0), (goal.TrialId, goal.Spared, goal.Missing));
        Assert.Equal(
            "The goal is reached: trial 1 has rmse 0.28, at or below 0.3, so the 5 trials after it were not trained.",
            goal.Words(Spec));
        Assert.Equal(goal.Words(Spec), Headline.Of(Spec, summary)[0]);
        Assert.True(GoalOutcome.IsSuccess(Spec, summary));
    }

    [Fact]
    public void The_last_trial_spares_none_and_the_last_but_one_spares_one()
    {
        var last = GoalOutcome.Of(Spec, Summary(7, _ => true))!.Words(Spec);
        var lastButOne = GoalOutcome.Of(Spec, Summary(5, id => id != 7))!.Words(Spec);
        Assert.EndsWith("at or below 0.3.", last, StringComparison.Ordinal);
        Assert.EndsWith("so the trial after it was not trained.", lastButOne, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("halving", 3, 1)]
    [InlineData("asha", 5, 0)]
    public void With_a_scheduler_the_trials_behind_the_cohort_are_spared_and_all_if_it_ends_at_once(
        string scheduler, int spared, int missing)
    {
        var spec = SimulatedSearch.Spec(
            $$"""
            sampler = sobol, trials = 6, search-space { learning-rate = { uniform = [0.1, 0.9] } }
            scheduler { {{scheduler}} { } }, stop { goal = 0.3 }
            """,
            epochs: 3);
        RecordedTrial Trial(long id) => id == 1
            ? new(id, TrialState.Pruned, 0.2, double.NaN, null)
            : new(id, TrialState.Cancelled, double.NaN, double.NaN, null);
        var summary = new RecordedSummary(
            TrialOrder.Of(spec), [], [.. Enumerable.Range(0, 6).Where(id => id is not 0).Select(id => Trial(id)),
                scheduler == "asha" ? Trial(0) : new(0, TrialState.Pruned, 0.5, double.NaN, null)]);

        var goal = GoalOutcome.Of(spec, summary)!;
        Assert.Equal((1, spared, missing), (goal.TrialId, goal.Spared, goal.Missing));
        Assert.Equal(missing == 0, GoalOutcome.IsSuccess(spec, summary));
    }

    [Fact]
    public void Trials_cancelled_before_the_goal_or_without_one_are_no_success()
    {
        Assert.Equal(1, GoalOutcome.Of(Spec, Summary(1, id => id is 1 or 2))!.Missing);
        Assert.False(GoalOutcome.IsSuccess(Spec, Summary(1, id => id is 1 or 2)));
        Assert.False(GoalOutcome.IsSuccess(Spec, Summary(-1, id => id < 5)));
        Assert.False(GoalOutcome.IsSuccess(Example.Spec(), Summary(1, id => id is 0 or 1 or 2)));
        Assert.True(GoalOutcome.IsSuccess(Example.Spec(), Summary(-1, _ => true)));
    }

    [Fact]
    public void A_failed_trial_is_no_success_with_a_goal_either()
    {
        var summary = Summary(1, id => id is 0 or 1 or 2);
        var ranked = summary.Ranked.Select(trial =>
            trial.Id == 0 ? trial with { State = TrialState.Failed } : trial);
        Assert.False(GoalOutcome.IsSuccess(Spec, summary with { Ranked = [.. ranked] }));
    }

    private static RecordedSummary Summary(long reaches, Func<long, bool> isTrained)
    {
        var spec = Example.Spec();
        var state = Example.State(
            spec, id => isTrained(id) ? Example.Outcome(id == reaches ? 0.28 : 0.5) : null);
        return RecordedSummary.Of(SweepResults.Of(spec, state));
    }
}
