using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Components;
using SweepCluster.Dashboard.Tests.Report;
using SweepCluster.Dashboard.Wording;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Tests.Wording;

public sealed class TrialWordsTests
{
    [Theory]
    [InlineData(TrialState.Failed, "Trial 3 FAILED: no memory")]
    [InlineData(TrialState.Cancelled, "Trial 3 was CANCELLED before it had a result.")]
    [InlineData(TrialState.Waiting, "Trial 3 has no result yet: it waits for a slot or is under way.")]
    public void A_trial_without_a_result_says_why(TrialState state, string said)
    {
        var trial = Trial(
            state,
            new Attempt(new TrialRange(3, 1), 1, "worker", Statuses.Noon, 1, AttemptOutcome.Failed, "no memory"),
            new Attempt(new TrialRange(3, 1), 2, "worker", Statuses.Noon, 1, AttemptOutcome.Abandoned));
        Assert.Equal(said, TrialWords.WithoutResult(trial));
    }

    [Theory]
    [InlineData(TrialState.Waiting, "How it stands")]
    [InlineData(TrialState.Failed, "Why it ended so")]
    [InlineData(TrialState.Cancelled, "Why it ended so")]
    public void Only_of_one_that_has_ended_is_it_said_why(TrialState state, string heading) =>
        Assert.Equal(heading, TrialWords.Heading(Trial(state)));

    [Fact]
    public void A_failure_without_a_reason_is_shown_too() =>
        Assert.Equal("Trial 3 FAILED.", TrialWords.WithoutResult(Trial(TrialState.Failed)));

    private static TrialView Trial(TrialState state, params Attempt[] attempts) => new(
        new TrialRow(3, []),
        new TrialResult(new GridOrder(Example.Spec("decay = [0, 1, 2, 3]")), 3, state, null),
        [.. attempts]);
}
