using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Wording;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Tests.Components;

/// <summary>What pages say about a sweep in each of its states.</summary>
public sealed class SweepWordsTests
{
    [Theory]
    [InlineData(SweepPhase.Queued, 0, 0, "waiting", "queued")]
    [InlineData(SweepPhase.Running, 3, 0, "busy", "running")]
    [InlineData(SweepPhase.Paused, 3, 0, "waiting", "paused")]
    [InlineData(SweepPhase.Interrupted, 3, 0, "bad", "interrupted")]
    [InlineData(SweepPhase.Finished, 12, 0, "good", "finished")]
    [InlineData(SweepPhase.Finished, 9, 3, "mixed", "finished, 3 failed")]
    [InlineData(SweepPhase.Finished, 0, 12, "bad", "finished, all 12 trials failed")]
    [InlineData(SweepPhase.GoalReached, 4, 0, "good", "goal reached")]
    [InlineData(SweepPhase.GoalReached, 4, 1, "mixed", "goal reached, 1 failed")]
    [InlineData(SweepPhase.TimeUp, 4, 0, "bad", "time up")]
    [InlineData(SweepPhase.TooManyFailures, 4, 8, "bad", "too many failures")]
    [InlineData(SweepPhase.Cancelled, 4, 0, "bad", "cancelled")]
    public void Only_a_sweep_without_failures_ended_well(
        SweepPhase phase, long complete, long failed, string kind, string words) =>
        Assert.Equal(
            new SweepPhaseWords(kind, words),
            SweepPhaseWords.Of(Statuses.Of(phase, new Account(12, complete, 0, 0, failed, 0))));

    [Fact]
    public void A_sweep_whose_only_trial_failed_says_so() => Assert.Equal(
        new SweepPhaseWords("bad", "finished, its trial failed"),
        SweepPhaseWords.Of(Statuses.Of(SweepPhase.Finished, new Account(1, 0, 0, 0, 1, 0))));

    [Fact]
    public void Trials_that_were_cancelled_or_failed_are_not_trained()
    {
        var account = new Account(480, 300, 0, 40, 20, 120);

        Assert.Equal("340 of 480", AccountWords.Progress(Statuses.Of(SweepPhase.Cancelled, account)));
        Assert.Equal("20 failed, 120 cancelled, 40 diverged, 8 in training", AccountWords.Others(account, 8));
        Assert.Equal("not begun", AccountWords.Progress(Statuses.Of(SweepPhase.Queued, new Account(0, 0, 0, 0, 0, 0))));
        Assert.Equal("", AccountWords.Others(new Account(5, 5, 0, 0, 0, 0), 0));
    }

    [Theory]
    [InlineData("", 0, 0, "no worker is there. Start one with: sweep worker --join 10.0.0.1:4053")]
    [InlineData("joining", 0, 0, "1 worker is about to begin")]
    [InlineData("unreachable", 2, 0, "1 worker is out of reach")]
    [InlineData("unfit", 0, 0, "1 worker is unfit (the disk is full)")]
    [InlineData("up", 1, 1, "Waits for the only slot")]
    [InlineData("up", 4, 4, "all 4 train other sweeps")]
    public void A_waiting_sweep_says_what_it_waits_for(string state, int slots, int busy, string said)
    {
        var problem = state == "unfit" ? "the disk is full" : "";
        NodeStatus[] nodes = state.Length == 0
            ? [Statuses.Coordinator]
            : [Statuses.Coordinator, Statuses.Worker(state, slots, busy) with { Problem = problem }];

        Assert.All(
            new[] { SweepPhase.Queued, SweepPhase.Running },
            phase =>
            {
                var status = Statuses.Of(phase, new Account(12, 0, 0, 0, 0, 0));
                Assert.Contains(said, WaitingWords.Of(status, nodes), StringComparison.Ordinal);
            });
    }

    [Theory]
    [InlineData(SweepPhase.Running, 1)]
    [InlineData(SweepPhase.Paused, 0)]
    [InlineData(SweepPhase.Interrupted, 0)]
    [InlineData(SweepPhase.Finished, 0)]
    [InlineData(SweepPhase.Cancelled, 0)]
    public void A_sweep_that_trains_or_must_not_train_waits_for_nothing(SweepPhase phase, int packs) => Assert.Null(
        WaitingWords.Of(Statuses.Of(phase, new Account(12, 0, 0, 0, 0, 0), packs), [Statuses.Coordinator]));

    [Theory]
    [InlineData(0.2, "less than 1 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(360000, "4 d 4 h")]
    [InlineData(1e10, "years")]
    public void Durations_have_two_units(double seconds, string said) =>
        Assert.Equal(said, DurationWords.Of(TimeSpan.FromSeconds(seconds)));
}
