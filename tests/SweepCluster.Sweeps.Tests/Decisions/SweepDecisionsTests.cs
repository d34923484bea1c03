using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Tests.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;

namespace SweepCluster.Sweeps.Tests.Decisions;

public sealed class SweepDecisionsTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_lease_holds_one_pack_while_it_is_not_known_that_packs_end_fast()
    {
        var sweep = new SimulatedSweep(planned: 60, groupSize: 3);

        Assert.Equal(new TrialRange(0, 3), Grant(sweep, "a").Range);
        Assert.Equal(new TrialRange(3, 3), Grant(sweep, "a").Range);
    }

    [Fact]
    public void A_lease_holds_as_many_packs_as_last_a_second()
    {
        var sweep = new SimulatedSweep(planned: 600, groupSize: 3);
        sweep.Report(Grant(sweep, "a"));

        // They took 0.3 seconds each.
        Assert.Equal(new TrialRange(3, 9), Grant(sweep, "a").Range);
    }

    [Fact]
    public void A_lease_holds_no_more_packs_than_its_slots_share()
    {
        var sweep = new SimulatedSweep(planned: 48, groupSize: 3);
        sweep.Report(Grant(sweep, "a"));

        // A sixth of 45 trials for each of three slots.
        Assert.Equal(new TrialRange(3, 6), Grant(sweep, "a").Range);
        Assert.Equal(new TrialRange(9, 6), Grant(sweep, "a").Range);
        Assert.Equal(new TrialRange(15, 3), Grant(sweep, "a").Range);
    }

    [Fact]
    public void A_worker_that_trains_one_pack_under_a_lease_gets_no_more()
    {
        var sweep = new SimulatedSweep(planned: 600, groupSize: 3);
        sweep.Report(Grant(sweep, "a"));

        Assert.Equal(new TrialRange(3, 3), Grant(sweep, "worker-2").Range);
    }

    [Fact]
    public void It_gets_no_second_attempt_at_several_packs_either()
    {
        var sweep = new SimulatedSweep(planned: 15, groupSize: 1);
        sweep.Report(Grant(sweep, "a"));
        while (!sweep.State.Open.IsEmpty)
            Grant(sweep, "a");

        Assert.Equal(2, sweep.State.Leases.All.First().Lease.Range.Count);
        Assert.Equal(1, Grant(sweep, "worker-2").Range.Count);
        Assert.Equal(2, Grant(sweep, "b").Range.Count);
    }

    [Fact]
    public void What_a_worker_leaves_of_a_lease_is_open_again()
    {
        var sweep = new SimulatedSweep(planned: 600, groupSize: 3);
        sweep.Report(Grant(sweep, "a"));
        var lease = Grant(sweep, "a");
        Assert.IsType<Done>(sweep.ReportFirstPack(lease));
        var events = sweep.Journal.Count;
        Assert.IsType<Done>(sweep.ReportFirstPack(lease));

        Assert.Equal(events, sweep.Journal.Count);
        Assert.Equal(6, sweep.State.Finished.Count);
        Assert.Null(sweep.State.Leases.Find(lease.Id));

        // The pack took 2 seconds.
        var next = Grant(sweep, "b");
        Assert.Equal((new TrialRange(6, 3), 2), (next.Range, next.Attempt));
    }

    [Fact]
    public void A_lease_that_its_holder_leaves_may_be_decided_already()
    {
        var sweep = new SimulatedSweep(600, 3, new StopRules(TimeSpan.Zero, 97, 0));
        sweep.Report(Grant(sweep, "a"));

        // The goal is reached by the fifth trial, in the first of the three packs.
        Assert.IsType<Done>(sweep.ReportFirstPack(Grant(sweep, "a")));
        Assert.Equal(EndReason.GoalReached, sweep.State.Ended);
    }

    [Fact]
    public void A_group_is_divided_evenly_among_the_slots()
    {
        var sweep = new SimulatedSweep(planned: 480, groupSize: 480);
        var sizes = new List<long>();
        while (sweep.Pull("a", again: false) is PackGranted granted)
            sizes.Add(granted.Lease.Range.Count);

        Assert.Equal([160, 160, 160], sizes);
    }

    [Fact]
    public void A_free_slot_backs_up_the_oldest_lease_of_another_worker_once()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var first = Grant(sweep, "a");

        Assert.IsType<NothingOpen>(sweep.Pull("a", again: false));
        var backup = Grant(sweep, "b");
        Assert.Equal((first.Range, 2), (backup.Range, backup.Attempt));
        Assert.IsType<NothingOpen>(sweep.Pull("c", again: false));
    }

    [Fact]
    public void The_first_result_of_a_backed_up_lease_wins_and_the_other_is_lost()
    {
        var sweep = new SimulatedSweep(planned: 8, groupSize: 4);
        var slow = Grant(sweep, "a");
        var other = Grant(sweep, "a");
        var backup = Grant(sweep, "b");

        Assert.IsType<Done>(sweep.Report(backup));
        Assert.IsType<LeaseLost>(sweep.Do(new SweepCommands.RenewLease(slow)));
        Assert.IsType<Done>(sweep.Report(slow));
        Assert.Equal(4, sweep.State.Finished.Count);
        Assert.Equal([other], sweep.State.Leases.All.Select(held => held.Lease));
    }

    [Fact]
    public void Stale_lease_is_answered_with_LeaseLost()
    {
        var sweep = new SimulatedSweep(planned: 8, groupSize: 8);
        var lease = Grant(sweep, "a");
        sweep.Do(new HandBack(lease));

        Assert.IsType<LeaseLost>(sweep.Do(new SweepCommands.RenewLease(lease)));
        Assert.IsType<LeaseLost>(sweep.Do(new HandBack(lease)));
        Assert.IsType<LeaseLost>(sweep.Do(new RecordFailure(lease, "late")));
    }

    [Fact]
    public void A_worker_that_was_cut_off_keeps_its_trials_unless_two_others_train_them()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, "a");
        sweep.Do(new LoseWorker("a"));

        Assert.IsType<Done>(sweep.Do(new SweepCommands.RenewLease(lease)));
        Assert.IsType<Done>(sweep.Do(new SweepCommands.RenewLease(lease)));
        Assert.Equal(lease.Range.Count, sweep.State.Leases.Trials);
        Assert.True(sweep.State.Open.IsEmpty);
        sweep.Do(new LoseWorker("a"));
        Assert.Equal(lease.Range, Grant(sweep, "b").Range);
        Assert.Equal(lease.Range, Grant(sweep, "c").Range);
        Assert.IsType<LeaseLost>(sweep.Do(new SweepCommands.RenewLease(lease)));
    }

    [Fact]
    public void A_late_result_for_unfinished_trials_is_taken()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, "a");
        sweep.Do(new LoseWorker("a"));

        Assert.IsType<Done>(sweep.Report(lease));
        Assert.Equal(EndReason.Finished, sweep.State.Ended);
    }

    [Fact]
    public void A_lease_that_is_not_renewed_runs_out()
    {
        var (state, lease) = Leased();
        var before = SweepDecisions.Decide(state, new Tick(), lease.Deadline - TimeSpan.FromTicks(1));
        var after = SweepDecisions.Decide(state, new Tick(), lease.Deadline);

        Assert.Empty(before.Events);
        Assert.Equal(
            [new SweepEvents.LeaseEnded(lease.Id, AttemptOutcome.Interrupted, "", lease.Deadline)], after.Events);
    }

    [Fact]
    public void Results_that_are_not_of_the_lease_are_refused()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, "a");

        var outcomes = Enumerable.Range(0, 5).Select(place => SimulatedSweep.OutcomeOf(place)).ToImmutableArray();
        Assert.IsType<LeaseLost>(sweep.Do(new RecordPack(lease, 0, new PackOutcome([0], outcomes), 1)));
        Assert.IsType<LeaseLost>(sweep.Do(new RecordPack(lease, 0, new PackOutcome([0], []), 1)));
        Assert.Equal(0, sweep.State.Finished.Count);
    }

    [Fact]
    public void Another_sweep_is_refused_and_the_same_one_accepted_again()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);

        Assert.IsType<Done>(sweep.Do(new SubmitSweep(sweep.Plan, "text")));
        Assert.IsType<OtherSweep>(sweep.Do(new SubmitSweep(sweep.Plan with { Fingerprint = "other" }, "text")));
        Assert.Single(sweep.Journal);
    }

    [Fact]
    public void Time_at_work_counts_and_time_between_kill_and_restart_does_not()
    {
        var (state, lease) = Leased(new StopRules(TimeSpan.FromMinutes(1), 0, 0));
        var killed = lease.GrantedAt;
        state = Play(state, new RecoverSweep(), killed + TimeSpan.FromHours(10));

        Assert.Null(state.Ended);
        state = Play(state, new Tick(), killed + TimeSpan.FromHours(10) + TimeSpan.FromMinutes(1));
        Assert.Equal(EndReason.TimeUp, state.Ended);
        Assert.Equal(4, state.Account.Cancelled);
    }

    [Fact]
    public void Too_many_failures_end_the_sweep()
    {
        var sweep = new SimulatedSweep(100, 20, new StopRules(TimeSpan.Zero, 0, 2))
        {
            Fails = place => place is 1 or 2 or 50,
        };
        sweep.Finish();

        Assert.Equal(EndReason.TooManyFailures, sweep.State.Ended);
        Assert.Equal(2, sweep.State.Account.Failed);
        Assert.True(sweep.State.Account.Balances);
    }

    [Fact]
    public void An_unknown_event_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SweepEvolution.Apply(SweepState.Empty, new UnknownEvent()));

    private static Lease Grant(SimulatedSweep sweep, string worker) =>
        Assert.IsType<PackGranted>(sweep.Pull(worker, again: false)).Lease;

    private static (SweepState State, Lease Lease) Leased(StopRules? stop = null)
    {
        var aim = new Aim(LinearSchema.Rmse, Direction.Minimize);
        var plan = new SweepPlan("fingerprint", 4, 4, 4, aim, stop ?? StopRules.None);
        var state = Play(SweepState.Empty, new SubmitSweep(plan, "text"), Noon);
        var request = new RequestPack(new SlotRequest("a", 0, 1), 1, ["a"], true);
        state = Play(state, request, Noon + TimeSpan.FromSeconds(1));
        return (state, state.Leases.All.Single().Lease);
    }

    private static SweepState Play(SweepState state, ISweepCommand command, DateTimeOffset now) =>
        SweepDecisions.Decide(state, command, now).Events.Aggregate(state, SweepEvolution.Apply);

    private sealed record UnknownEvent : ISweepEvent;
}
