using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;

namespace SweepCluster.Sweeps.Tests.State;

public sealed class PartTests
{
    [Fact]
    public void A_lease_is_complete_with_its_last_part()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, "a");
        Assert.IsType<Done>(Report(sweep, lease, 0, 3));
        Assert.Equal(3, sweep.State.Finished.Count);
        Assert.Equal(lease, sweep.State.Leases.All.Single().Lease);
        Assert.IsType<Done>(Report(sweep, lease, 3, 1));

        Assert.Equal(EndReason.Finished, sweep.State.Ended);
        Assert.Equal(
            [(new TrialRange(0, 3), 7.5), (new TrialRange(3, 1), 2.5)],
            sweep.State.Attempts.Select(attempt => (attempt.Range, attempt.Seconds)));
    }

    [Fact]
    public void A_part_that_comes_twice_counts_once()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, "a");
        Report(sweep, lease, 0, 3);

        Assert.IsType<Done>(Report(sweep, lease, 0, 3));
        Assert.Equal(3, sweep.State.Finished.Count);
        Assert.Single(sweep.State.Attempts);
    }

    [Fact]
    public void Results_that_a_worker_had_sent_before_it_went_away_are_kept_and_the_rest_is_open()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, "a");
        Report(sweep, lease, 0, 3);
        sweep.Do(new LoseWorker("a"));

        Assert.Equal(new TrialRange(3, 1), Grant(sweep, "b").Range);
        Assert.Equal(
            [(new TrialRange(0, 3), AttemptOutcome.Completed), (new TrialRange(3, 1), AttemptOutcome.Lost)],
            sweep.State.Attempts.Select(attempt => (attempt.Range, attempt.Outcome)));
    }

    [Fact]
    public void A_backup_takes_only_what_has_not_been_sent()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        Report(sweep, Grant(sweep, "a"), 0, 3);

        Assert.Equal(new TrialRange(3, 1), Grant(sweep, "b").Range);
    }

    [Fact]
    public void The_holder_of_a_lease_that_another_has_finished_is_named()
    {
        var sweep = new SimulatedSweep(planned: 8, groupSize: 4);
        var slow = Grant(sweep, "a");
        Grant(sweep, "a");
        var backup = Grant(sweep, "b");
        var decision = SweepDecisions.Decide(
            sweep.State, new RecordPack(backup, 0, Outcomes(0, 4), 1), DateTimeOffset.UnixEpoch);

        Assert.Equal(slow.Range, backup.Range);
        Assert.Equal([slow], decision.Overtaken);
    }

    private static ISweepReply Report(SimulatedSweep sweep, Lease lease, int first, int count) =>
        sweep.Do(new RecordPack(lease, first, Outcomes(first, count), 10));

    private static PackOutcome Outcomes(int first, int count) =>
        new([0.5], [.. Enumerable.Range(first, count).Select(place => SimulatedSweep.OutcomeOf(place))]);

    private static Lease Grant(SimulatedSweep sweep, string worker) =>
        Assert.IsType<PackGranted>(sweep.Pull(worker, again: false)).Lease;
}
