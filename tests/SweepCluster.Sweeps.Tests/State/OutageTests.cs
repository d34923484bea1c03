using FsCheck.Fluent;
using SweepCluster.Sweeps.State;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;

namespace SweepCluster.Sweeps.Tests.State;

public sealed class OutageTests
{
    private static readonly SlotRequest Slot = new("a", 0, 1);

    [Fact]
    public void A_trial_that_ends_its_worker_is_halved_out_and_given_up_and_all_others_are_trained() => Prop
        .ForAll(Gen.Choose(0, 99).ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (fatal, groupSize) =>
        {
            var sweep = new SimulatedSweep(100, groupSize);
            var deaths = 0;
            while (sweep.State.Ended is null)
            {
                var worker = $"process-{deaths}";
                var lease = Assert.IsType<PackGranted>(sweep.Pull(worker, again: false)).Lease;
                if (lease.Range.Contains(fatal))
                    sweep.Do(new LoseWorker($"process-{deaths++}"));
                else
                    sweep.Report(lease);
            }

            var failure = Assert.Single(sweep.State.Failures);
            Assert.Equal(fatal, failure.Place);
            Assert.Equal("the worker process ended 3 times while it trained this trial alone", failure.Reason);
            Assert.Equal(99, sweep.State.Account.Complete + sweep.State.Account.Diverged);

            // Once whole, then halved from at most 36 trials to one, then three times alone.
            Assert.InRange(deaths, 3, 1 + 6 + 3);
        })
        .Holds();

    [Fact]
    public void A_trial_that_fails_is_tried_on_another_worker_while_there_is_one()
    {
        var sweep = new SimulatedSweep(planned: 1, groupSize: 1);
        sweep.Do(new RecordFailure(Pull(sweep, Slot, "a", "b")!, "it threw"));

        Assert.Null(Pull(sweep, Slot with { Pull = 2 }, "a", "b"));
        Assert.Equal(2, Pull(sweep, new SlotRequest("b", 0, 1), "a", "b")!.Attempt);
    }

    [Fact]
    public void If_there_is_no_other_worker_the_same_one_tries_up_to_three_times()
    {
        var sweep = new SimulatedSweep(planned: 1, groupSize: 1);
        for (var attempt = 1; attempt <= 3; attempt++)
            sweep.Do(new RecordFailure(Pull(sweep, Slot with { Pull = attempt }, "a")!, $"it threw {attempt}"));

        Assert.Equal([new FailedTrial(0, "it threw 3")], sweep.State.Failures);
        Assert.Equal(EndReason.Finished, sweep.State.Ended);
    }

    [Fact]
    public void A_failed_trial_waits_for_another_worker_no_longer_than_a_minute()
    {
        var sweep = new SimulatedSweep(planned: 1, groupSize: 1);
        sweep.Do(new RecordFailure(Pull(sweep, Slot, "a", "b")!, "it threw"));
        sweep.Pass(TimeSpan.FromMinutes(1));

        Assert.NotNull(Pull(sweep, Slot with { Pull = 2 }, "a", "b"));
    }

    [Fact]
    public void Two_attempts_that_fail_in_turn_do_not_keep_each_other_alive()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var (first, second) = (Pull(sweep, Slot, "a", "b")!, Pull(sweep, new SlotRequest("b", 0, 1), "a", "b")!);
        sweep.Do(new RecordFailure(first, "it threw"));

        Assert.Null(Pull(sweep, Slot with { Pull = 2 }, "a", "b"));
        sweep.Do(new RecordFailure(second, "it threw"));
        Assert.Equal([new(0, 2), new(2, 2)], sweep.State.Open.Ranges.Select(open => open.Range));
    }

    [Fact]
    public void A_slot_that_pulls_again_has_given_up_what_it_held()
    {
        var sweep = new SimulatedSweep(planned: 8, groupSize: 4);
        var first = Pull(sweep, Slot, "a")!;
        var second = Pull(sweep, Slot with { Pull = 2 }, "a")!;

        Assert.Equal((first.Range, 2), (second.Range, second.Attempt));
        Assert.Equal(second, sweep.State.Leases.All.Single().Lease);
        Assert.Null(Pull(sweep, Slot, "a"));
    }

    private static Lease? Pull(SimulatedSweep sweep, SlotRequest slot, params string[] workers) =>
        (sweep.Do(new RequestPack(slot, 2, [.. workers], true)) as PackGranted)?.Lease;
}
