using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;

namespace SweepCluster.Sweeps.Tests.State;

public sealed class SplitTests
{
    private const string Holder = "worker-0";
    private const string Taker = "worker-1";

    [Fact]
    public void The_holder_of_the_largest_lease_is_asked_and_the_next_slot_asks_where_it_gets_more()
    {
        var sweep = new SimulatedSweep(planned: 20, groupSize: 20);
        Lease[] leases = [Grant(sweep, Holder), Grant(sweep, Holder), Grant(sweep, Holder)];
        Assert.Equal([8, 8, 4], leases.Select(lease => lease.Range.Count));

        Assert.Equal(leases[1].Id, Asked(sweep)!.Id);
        Assert.IsType<NothingOpen>(sweep.Pull(Taker, again: false));
        Assert.Equal(leases[0].Id, Asked(sweep)!.Id);
        Assert.IsType<NothingOpen>(sweep.Pull(Taker, again: true));
        Assert.Single(sweep.State.Leases.Find(leases[1].Id)!.Takers);
    }

    [Fact]
    public void Slots_that_wait_for_the_same_lease_are_counted_so_that_it_is_shared_evenly()
    {
        var (sweep, lease) = AlmostAlone();
        sweep.Pull(Taker, again: false);
        var decision = SweepDecisions.Decide(sweep.State, Request, sweep.Now);

        Assert.Equal((lease.Id, 2), (decision.Split!.Lease.Id, decision.Split.Takers));
    }

    [Fact]
    public void No_more_slots_wait_for_a_lease_than_it_has_vectors_besides_its_holders()
    {
        var sweep = new SimulatedSweep(planned: 8, groupSize: 8);
        Grant(sweep, Holder, 8);
        sweep.Pull(Taker, again: false);

        Assert.Null(Asked(sweep));
        Assert.IsType<NothingOpen>(sweep.Pull(Taker, again: false));
        Assert.Null(Asked(sweep));
    }

    [Fact]
    public void The_holder_is_asked_again_after_some_seconds_because_the_question_may_be_lost()
    {
        var (sweep, lease) = AlmostAlone();
        Ask(sweep);
        sweep.Do(new SweepCommands.RenewLease(lease));
        sweep.Pass(TimeSpan.FromSeconds(4));
        Assert.Null(Asked(sweep));
        sweep.Do(new SweepCommands.RenewLease(lease));
        sweep.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(lease.Id, Asked(sweep)!.Id);
    }

    [Fact]
    public void A_holder_that_was_asked_and_is_silent_gets_a_second_attempt_beside_it()
    {
        var (sweep, lease) = AlmostAlone();
        sweep.Pull(Taker, again: false);
        sweep.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal((lease.Range, 2), (Grant(sweep, Taker).Range, sweep.State.Leases.All.Last().Lease.Attempt));
    }

    [Fact]
    public void A_lease_of_one_vector_is_backed_up_instead()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, Holder);

        Assert.Null(Asked(sweep));
        Assert.Equal(lease.Range, Grant(sweep, Taker).Range);
    }

    [Fact]
    public void Workers_that_cannot_give_up_a_part_are_not_asked()
    {
        var sweep = new SimulatedSweep(planned: 16, groupSize: 16);
        Grant(sweep, "older", 16);

        Assert.Null(Asked(sweep));
    }

    [Fact]
    public void What_is_given_up_goes_on_where_it_stood_and_each_reports_its_own()
    {
        var (sweep, lease) = AlmostAlone();
        sweep.Pull(Taker, again: false);
        Assert.IsType<Done>(sweep.Yield(lease, 8));
        var granted = Assert.IsType<PackGranted>(sweep.Pull(Taker, again: false, slots: 2));
        var kept = sweep.State.Leases.Find(lease.Id)!.Lease;

        Assert.Equal((new TrialRange(0, 8), new TrialRange(8, 8)), (kept.Range, granted.Lease.Range));
        Assert.Equal((1, 8), (granted.Checkpoint!.Steps, granted.Checkpoint.Trials[0].Lane().State[0]));
        Assert.Equal((1, 2), (kept.Attempt, granted.Lease.Attempt));
        sweep.Report(kept);
        sweep.Report(granted.Lease);
        Assert.Equal(EndReason.Finished, sweep.State.Ended);
        Assert.Equal(
            [AttemptOutcome.HandedBack, AttemptOutcome.Completed, AttemptOutcome.Completed],
            sweep.State.Attempts.Select(attempt => attempt.Outcome));
    }

    [Fact]
    public void A_part_that_is_given_up_again_changes_nothing()
    {
        var (sweep, lease) = AlmostAlone();
        sweep.Yield(lease, 8);
        var before = sweep.Live();

        Assert.IsType<Done>(sweep.Yield(lease, 8));
        Assert.Equal(before, sweep.Live());
    }

    [Fact]
    public void A_part_of_a_lease_that_is_not_held_or_not_at_its_end_is_not_taken()
    {
        var (sweep, lease) = AlmostAlone();
        var middle = new PackCheckpoint(4, [At(4), At(5)]);
        Assert.IsType<LeaseLost>(sweep.Do(new YieldPart(lease, middle)));
        var whole = new PackCheckpoint(0, [.. Enumerable.Range(0, 16).Select(At)]);
        Assert.IsType<LeaseLost>(sweep.Do(new YieldPart(lease, whole)));
        sweep.Do(new HandBack(lease));

        Assert.IsType<LeaseLost>(sweep.Yield(lease, 8));
    }

    [Fact]
    public void A_holder_whose_part_the_coordinator_has_not_heard_of_keeps_its_lease()
    {
        var (sweep, lease) = AlmostAlone();
        var kept = lease with { Range = new TrialRange(0, 8) };
        Assert.IsType<Done>(sweep.Do(new SweepCommands.RenewLease(kept)));
        Assert.IsType<Done>(sweep.Report(kept));
        Assert.Null(sweep.State.Ended);

        Assert.IsType<Done>(sweep.Yield(lease, 8));
        Assert.Equal(8, sweep.State.Open.Trials);
        Assert.Null(sweep.State.Leases.Find(lease.Id));
    }

    [Fact]
    public void Trials_that_may_take_a_worker_down_are_not_shared()
    {
        var sweep = new SimulatedSweep(planned: 16, groupSize: 16);
        for (var loss = 0; loss < 2; loss++)
        {
            Grant(sweep, $"lost-{loss}", 16);
            sweep.Do(new LoseWorker($"lost-{loss}"));
        }

        while (sweep.Pull(Holder, again: false) is PackGranted)
        {
        }

        Assert.Null(Asked(sweep));
    }

    [Fact]
    public void Several_slots_share_what_one_has_given_up()
    {
        var (sweep, lease) = AlmostAlone();
        sweep.Yield(lease, 8);

        Assert.Equal([4, 4], [Grant(sweep, Taker).Range.Count, Grant(sweep, Taker).Range.Count]);
    }

    // One lease of all sixteen trials: the other slots came later.
    private static (SimulatedSweep Sweep, Lease Lease) AlmostAlone()
    {
        var sweep = new SimulatedSweep(planned: 16, groupSize: 16);
        return (sweep, Grant(sweep, Holder, 16));
    }

    private static LinearCheckpoint At(int place) => new(new LaneCheckpoint
    { State = [place], EpochRmse = [1], EpochValidationRmse = [] });

    private static RequestPack Request => new(new SlotRequest(Taker, 99, 1), 3, [Taker], true)
    {
        Yielding = [Holder, Taker],
    };

    private static void Ask(SimulatedSweep sweep) => Assert.IsType<NothingOpen>(sweep.Do(Request));

    private static Lease? Asked(SimulatedSweep sweep) =>
        SweepDecisions.Decide(sweep.State, Request, sweep.Now).Split?.Lease;

    private static Lease Grant(SimulatedSweep sweep, string worker) =>
        Assert.IsType<PackGranted>(sweep.Pull(worker, again: false)).Lease;

    private static Lease Grant(SimulatedSweep sweep, string worker, long trials)
    {
        var lease = Assert.IsType<PackGranted>(sweep.Pull(worker, again: false, slots: 1)).Lease;
        Assert.Equal(trials, lease.Range.Count);
        return lease;
    }
}
