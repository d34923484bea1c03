using SweepCluster.Search;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
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
    public void A_lease_has_one_trial_until_it_is_known_that_they_end_fast()
    {
        var sweep = Sweep(planned: 600);

        Assert.Equal(new TrialRange(0, 1), Grant(sweep, "a").Range);
        Assert.Equal(new TrialRange(1, 1), Grant(sweep, "b").Range);
    }

    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0.1, 2)]
    [InlineData(0.01, 20)]
    [InlineData(0.0001, 99)]
    public void Then_it_has_as_many_as_end_in_a_fifth_of_a_second_and_leave_enough_for_others(
        double seconds, int trials)
    {
        var sweep = Sweep(planned: 600, seconds: seconds);
        sweep.Report(Grant(sweep, "a"));

        Assert.Equal(new TrialRange(1, trials), Grant(sweep, "a").Range);
    }

    [Fact]
    public void So_it_has_of_a_search_but_never_more_than_was_proposed()
    {
        var sweep = new SimulatedSweep(600, groupSize: 0, attempts: new AttemptRules(3, AreRepeatable: false))
        {
            Seconds = 0.0001,
        };
        var trials = Enumerable.Range(0, 40).Select(id => new Trial(id, new Configuration(id, []), 0) { Place = id });
        sweep.Do(new ProposeTrials(new Round(0, [.. trials], [.. Enumerable.Repeat(1, 40)])));
        sweep.Report(Grant(sweep, "a"));

        var granted = Assert.IsType<PackGranted>(sweep.Pull("a", again: false));
        Assert.InRange(granted.Lease.Range.Count, 2, 20);
        Assert.Equal(granted.Lease.Range.Count, granted.Proposed.Length);
        while (sweep.Pull("a", again: false) is PackGranted { Lease: var lease })
        {
            Assert.InRange(lease.Range.End, 1, 40);
            sweep.Report(lease);
        }
    }

    [Fact]
    public void A_worker_that_cannot_tell_which_trial_failed_gets_one_at_a_time()
    {
        var sweep = Fast();

        Assert.Equal(1, Grant(sweep, "worker-2").Range.Count);
    }

    [Fact]
    public void Each_trial_of_a_lease_has_a_time_of_its_own()
    {
        var sweep = Fast();
        var lease = Grant(sweep, "a");
        sweep.Do(new RecordPack(lease, 1, new PackOutcome([], [.. Outcomes(1, 2)]), 3) { TrialSeconds = [1, 2] });

        Assert.Equal(
            [(new TrialRange(1, 1), 1), (new TrialRange(2, 1), 2)],
            sweep.State.Attempts.Skip(1).Select(attempt => (attempt.Range, attempt.Seconds)));
    }

    [Fact]
    public void A_failure_costs_its_trial_an_attempt_and_those_after_it_nothing()
    {
        var sweep = Fast(fails: place => place == 5);
        var lease = Grant(sweep, "a");
        sweep.Report(lease);

        Assert.Equal(5, sweep.State.Account.Done);
        Assert.Equal((new TrialRange(5, 1), 2), RangeAndAttempt(Grant(sweep, "a")));
        Assert.Equal((new TrialRange(6, lease.Range.End - 6), 1), RangeAndAttempt(Grant(sweep, "a")));
        var failed = Assert.Single(sweep.State.Attempts, attempt => attempt.Outcome != AttemptOutcome.Completed);
        Assert.Equal((new TrialRange(5, 1), "it failed"), (failed.Range, failed.Reason));
    }

    [Fact]
    public void If_a_trial_is_given_up_those_after_it_are_open_again()
    {
        var sweep = Fast(most: 1, fails: place => place == 5);
        var lease = Grant(sweep, "a");
        sweep.Report(lease);

        Assert.Equal([5], sweep.State.Failures.Select(failure => failure.Place));
        Assert.Equal((new TrialRange(6, lease.Range.End - 6), 1), RangeAndAttempt(Grant(sweep, "a")));
    }

    [Fact]
    public void A_failure_that_comes_twice_counts_once()
    {
        var sweep = Fast();
        var failure = new RecordFailure(Grant(sweep, "a"), "bad") { Place = 2 };
        sweep.Do(failure);

        Assert.IsType<LeaseLost>(sweep.Do(failure));
        Assert.Single(sweep.State.Attempts, attempt => attempt.Outcome == AttemptOutcome.Failed);
    }

    [Fact]
    public void What_a_slot_gives_up_before_it_began_counts_as_no_attempt()
    {
        var sweep = Fast();
        var lease = Grant(sweep, "a");
        var kept = lease with { Range = new TrialRange(1, 2) };
        sweep.Do(new YieldPart(kept, null));
        Assert.IsType<Done>(sweep.Do(new YieldPart(kept, null)));

        Assert.Equal((new TrialRange(3, lease.Range.End - 3), 1), RangeAndAttempt(Grant(sweep, "b")));
        Assert.Single(sweep.State.Attempts);
        sweep.Report(kept);
        Assert.Equal(3, sweep.State.Account.Done);
    }

    [Fact]
    public void A_pause_takes_back_what_has_not_begun()
    {
        var sweep = Fast();
        var lease = Grant(sweep, "a");
        sweep.Do(new PauseSweep());
        Assert.Equal([lease], sweep.TakenBack);
        sweep.Do(new YieldPart(lease with { Range = new TrialRange(1, 1) }, null));
        sweep.ReportPart(lease with { Range = new TrialRange(1, 1) }, 1, 1);

        Assert.Equal((0, 2), (sweep.State.Leases.Count, sweep.State.Account.Done));
        Assert.IsType<NothingOpen>(sweep.Pull("a", again: false));
    }

    [Fact]
    public void A_worker_that_dies_with_several_trials_proves_nothing_against_any_of_them()
    {
        var sweep = Fast(most: 1);
        for (var worker = 0; worker < 2; worker++)
        {
            Assert.True(Grant(sweep, $"worker {worker}").Range.Count > 1);
            sweep.Do(new LoseWorker($"worker {worker}"));
        }

        Assert.All(sweep.State.Open.Ranges, open => Assert.Empty(open.History.LostAlone));
        Assert.Empty(sweep.State.Failures);
    }

    [Fact]
    public void A_trial_that_three_workers_died_with_is_given_up_and_not_those_that_were_done_before()
    {
        var sweep = Fast();
        for (var worker = 0; sweep.State.Failures.IsEmpty; worker++)
        {
            Assert.True(worker < 600, "It is never given up.");
            var lease = Grant(sweep, $"worker {worker}");
            if (!lease.Range.Contains(5))
            {
                sweep.Report(lease);
                continue;
            }

            if (lease.Range.Start < 5)
                sweep.ReportPart(lease, lease.Range.Start, (int)(5 - lease.Range.Start));
            sweep.Do(new LoseWorker(lease.Holder.Worker));
        }

        Assert.Equal(5, Assert.Single(sweep.State.Failures).Place);
        sweep.Finish();
        Assert.Equal((1, 600), (sweep.State.Account.Failed, sweep.State.Account.Done));
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

    // Trials that are known to end fast: the first is done.
    private static SimulatedSweep Fast(int most = 3, Func<long, bool>? fails = null)
    {
        var sweep = Sweep(planned: 600, most, fails, seconds: 0.01);
        sweep.Report(Grant(sweep, "a"));
        return sweep;
    }

    private static SimulatedSweep Sweep(
        int planned, int most = 3, Func<long, bool>? fails = null, double seconds = 0.3) =>
        new(planned, groupSize: 1, attempts: new AttemptRules(most, AreRepeatable: false))
        {
            Fails = fails ?? (_ => false),
            Seconds = seconds,
        };

    private static IEnumerable<TrialOutcome> Outcomes(long first, int count) =>
        Enumerable.Range(0, count).Select(i => SimulatedSweep.OutcomeOf(first + i));

    private static (TrialRange Range, int Attempt) RangeAndAttempt(Lease lease) => (lease.Range, lease.Attempt);

    private static Lease Grant(SimulatedSweep sweep, string worker) =>
        Assert.IsType<PackGranted>(sweep.Pull(worker, again: false)).Lease;
}
