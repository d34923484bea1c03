using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Tests.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;

namespace SweepCluster.Sweeps.Tests.Decisions;

/// <summary>Trials whose attempts may end differently and cost more than time.</summary>
public sealed class AttemptRulesTests
{
    [Fact]
    public void A_lease_has_one_trial_however_fast_trials_end()
    {
        var sweep = Sweep(planned: 600);
        sweep.Report(Grant(sweep, "a"));

        Assert.All(Enumerable.Range(1, 20), place =>
        {
            var lease = Grant(sweep, "a");
            Assert.Equal(new TrialRange(place, 1), lease.Range);
            sweep.Report(lease);
        });
    }

    [Fact]
    public void Nobody_begins_a_second_attempt_beside_the_first()
    {
        var sweep = Sweep(planned: 1);
        var lease = Grant(sweep, "a");

        Assert.IsType<NothingOpen>(sweep.Pull("b", again: false));
        sweep.Pass(TimeSpan.FromSeconds(10));
        Assert.IsType<Done>(sweep.Do(new SweepCommands.RenewLease(lease)));
        Assert.IsType<NothingOpen>(sweep.Pull("b", again: false));
        Assert.Equal(lease.Id, Assert.Single(sweep.State.Leases.All).Lease.Id);
    }

    [Fact]
    public void After_the_first_attempt_was_lost_another_worker_begins_the_second()
    {
        var sweep = Sweep(planned: 1);
        Grant(sweep, "a");
        sweep.Do(new LoseWorker("a"));

        Assert.Equal(2, Grant(sweep, "b").Attempt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_trial_is_given_up_after_as_many_failures_as_it_may_have(int most)
    {
        var sweep = Sweep(planned: 2, most);
        for (var attempt = 1; attempt <= most; attempt++)
        {
            Assert.Empty(sweep.State.Failures);
            var lease = Grant(sweep, "a");
            Assert.Equal((new TrialRange(0, 1), attempt), (lease.Range, lease.Attempt));
            sweep.Do(new RecordFailure(lease, $"it failed {attempt}"));
        }

        Assert.Equal([new FailedTrial(0, $"it failed {most}")], sweep.State.Failures);
        Assert.Equal(new TrialRange(1, 1), Grant(sweep, "a").Range);
    }

    [Fact]
    public void A_trial_that_is_handed_back_has_not_failed()
    {
        var sweep = Sweep(planned: 1, most: 1);
        sweep.Do(new HandBack(Grant(sweep, "a")));

        Assert.Equal(2, Grant(sweep, "a").Attempt);
        Assert.Empty(sweep.State.Failures);
    }

    [Fact]
    public void If_the_first_trials_all_fail_the_sweep_ends()
    {
        var sweep = Sweep(planned: 100, most: 1, fails: _ => true);
        sweep.Finish();

        Assert.Equal(EndReason.TooManyFailures, sweep.State.Ended);
        Assert.Equal(AttemptRules.HopelessStart, sweep.State.Account.Failed);
        Assert.Equal(100 - AttemptRules.HopelessStart, sweep.State.Account.Cancelled);
    }

    [Fact]
    public void Fewer_failures_end_nothing()
    {
        var sweep = Sweep(planned: 100, most: 1, fails: place => place < AttemptRules.HopelessStart - 1);
        sweep.Finish();

        Assert.Equal(EndReason.Finished, sweep.State.Ended);
        Assert.Equal(AttemptRules.HopelessStart - 1, sweep.State.Account.Failed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void If_one_of_the_first_trials_has_a_result_the_sweep_goes_on(int good)
    {
        var sweep = Sweep(planned: 100, most: 1, fails: place => place != good);
        sweep.Finish();

        Assert.Equal(EndReason.Finished, sweep.State.Ended);
        Assert.Equal(99, sweep.State.Account.Failed);
    }

    [Fact]
    public void A_sweep_that_ended_so_goes_on_with_a_retry()
    {
        var sweep = Sweep(planned: 100, most: 1, fails: _ => true);
        sweep.Finish();
        sweep.Do(new RetryTrials("request", RetryWhich.Both));

        Assert.Null(sweep.State.Ended);
        Assert.Equal(new TrialRange(0, 1), Grant(sweep, "b").Range);
    }

    [Fact]
    public void Trials_that_the_workers_compute_themselves_may_all_fail()
    {
        var sweep = new SimulatedSweep(planned: 12, groupSize: 1) { Fails = _ => true };
        sweep.Finish();

        Assert.Equal(EndReason.Finished, sweep.State.Ended);
        Assert.Equal(12, sweep.State.Account.Failed);
    }

    private static SimulatedSweep Sweep(int planned, int most = 3, Func<long, bool>? fails = null) =>
        new(planned, groupSize: 1, attempts: new AttemptRules(most, AreRepeatable: false))
        {
            Fails = fails ?? (_ => false),
        };

    private static Lease Grant(SimulatedSweep sweep, string worker) =>
        Assert.IsType<PackGranted>(sweep.Pull(worker, again: false)).Lease;
}
