using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Health;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;

namespace SweepCluster.Sweeps.Tests.State;

public sealed class ControlTests
{
    [Fact]
    public void A_paused_sweep_grants_nothing_takes_results_and_goes_on_when_told()
    {
        var sweep = new SimulatedSweep(planned: 8, groupSize: 4);
        var lease = Grant(sweep);
        sweep.Do(new PauseSweep());

        Assert.IsType<NothingOpen>(sweep.Pull("b", again: false));
        Assert.IsType<Done>(sweep.Do(new SweepCommands.RenewLease(lease)));
        Assert.IsType<Done>(sweep.Report(lease));
        Assert.Equal(4, sweep.State.Finished.Count);
        sweep.Do(new ResumeSweep());
        Assert.Equal(new TrialRange(4, 4), Grant(sweep).Range);
    }

    [Fact]
    public void A_second_pause_or_continue_changes_nothing()
    {
        var sweep = new SimulatedSweep(planned: 8, groupSize: 4);
        sweep.Do(new ResumeSweep());
        sweep.Do(new PauseSweep());
        sweep.Do(new PauseSweep());

        Assert.Equal(
            [typeof(SweepEvents.SweepSubmitted), typeof(SweepEvents.SweepPaused)],
            sweep.Journal.Select(e => e.GetType()));
    }

    [Fact]
    public void A_paused_sweep_does_not_spend_its_time()
    {
        var sweep = new SimulatedSweep(8, 4, new StopRules(TimeSpan.FromMinutes(1), 0, 0));
        sweep.Pass(TimeSpan.FromSeconds(40));
        sweep.Do(new PauseSweep());
        sweep.Pass(TimeSpan.FromHours(5));
        sweep.Do(new ResumeSweep());
        sweep.Pass(TimeSpan.FromSeconds(19));
        Assert.Null(sweep.State.Ended);
        sweep.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(EndReason.TimeUp, sweep.State.Ended);
    }

    [Fact]
    public void A_sweep_whose_time_is_up_grants_nothing()
    {
        var sweep = new SimulatedSweep(8, 4, new StopRules(TimeSpan.FromMinutes(1), 0, 0));
        var lease = Grant(sweep);
        sweep.Pass(TimeSpan.FromMinutes(2), tick: false);

        Assert.IsType<SweepOver>(sweep.Pull("b", again: false));
        Assert.IsType<LeaseLost>(sweep.Do(new SweepCommands.RenewLease(lease)));
    }

    [Fact]
    public void A_lease_is_not_taken_up_again_when_the_time_is_up()
    {
        var sweep = new SimulatedSweep(8, 4, new StopRules(TimeSpan.FromMinutes(1), 0, 0));
        var lease = Grant(sweep);
        sweep.Do(new LoseWorker("a"));
        sweep.Pass(TimeSpan.FromMinutes(2), tick: false);

        Assert.IsType<LeaseLost>(sweep.Do(new SweepCommands.RenewLease(lease)));
        Assert.Equal(EndReason.TimeUp, sweep.State.Ended);
        Assert.IsType<SweepEvents.SweepEnded>(sweep.Journal[^1]);
    }

    [Fact]
    public void A_cancelled_sweep_is_over_at_once_and_names_the_leases_that_end()
    {
        var sweep = new SimulatedSweep(planned: 8, groupSize: 4);
        var lease = Grant(sweep);
        var decision = SweepDecisions.Decide(sweep.State, new CancelSweep(), DateTimeOffset.UnixEpoch);
        sweep.Do(new CancelSweep());

        Assert.Equal([lease], decision.Overtaken);
        Assert.Equal((EndReason.Cancelled, 8), (sweep.State.Ended, sweep.State.Account.Cancelled));
        Assert.IsType<SweepOver>(sweep.Pull("b", again: false));
        Assert.IsType<Done>(sweep.Do(new CancelSweep()));
        Assert.IsType<SweepOver>(sweep.Do(new PauseSweep()));
    }

    [Fact]
    public void A_retry_opens_failed_trials_again_and_only_once_if_it_comes_twice()
    {
        var fails = true;
        var sweep = new SimulatedSweep(8, 4) { Fails = place => fails && place is 2 or 5 };
        sweep.Finish();
        Assert.Equal(2, sweep.State.Account.Failed);
        fails = false;

        Assert.Equal(new Reopened(2), sweep.Do(new RetryTrials("r", RetryWhich.Failed)));
        Assert.Equal(new Reopened(2), sweep.Do(new RetryTrials("r", RetryWhich.Failed)));
        Assert.Equal([new(2, 1), new(5, 1)], sweep.State.Open.Ranges.Select(open => open.Range));
        Assert.All(
            sweep.State.Open.Ranges, open => Assert.Equal((1, FailureHistory.None), (open.Attempt, open.History)));
        sweep.Do(new ResumeSweep());
        sweep.Finish();
        Assert.Equal((EndReason.Finished, 0), (sweep.State.Ended, sweep.State.Account.Failed));
        Assert.True(sweep.State.Account.Balances);
        Assert.Equal(sweep.Live(), sweep.Replayed());
    }

    [Fact]
    public void A_retry_of_failed_trials_leaves_cancelled_ones_cancelled_until_they_are_asked_for()
    {
        var fails = true;
        var sweep = new SimulatedSweep(8, 4, new StopRules(TimeSpan.Zero, 0, 1))
        {
            Fails = place => fails && place == 0,
        };
        sweep.Finish();
        Assert.Equal(EndReason.TooManyFailures, sweep.State.Ended);
        var cancelled = sweep.State.Account.Cancelled;
        fails = false;
        sweep.Do(new RetryTrials("a", RetryWhich.Failed));
        Assert.Equal(cancelled, sweep.State.Account.Cancelled);
        sweep.Finish();

        Assert.Equal((EndReason.Finished, cancelled), (sweep.State.Ended, sweep.State.Account.Cancelled));
        Assert.Equal(new Reopened(cancelled), sweep.Do(new RetryTrials("b", RetryWhich.Both)));
        sweep.Finish();
        Assert.Equal(8, sweep.State.Account.Complete + sweep.State.Account.Diverged);
        Assert.Equal(sweep.Live(), sweep.Replayed());
    }

    [Fact]
    public void A_retry_with_nothing_to_open_leaves_the_sweep_as_it_is()
    {
        var sweep = new SimulatedSweep(8, 4);
        sweep.Finish();

        Assert.Equal(new Reopened(0), sweep.Do(new RetryTrials("r", RetryWhich.Both)));
        Assert.Equal(EndReason.Finished, sweep.State.Ended);
    }

    private static Lease Grant(SimulatedSweep sweep) => Assert.IsType<PackGranted>(sweep.Pull("a", again: false)).Lease;
}
