using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Kernel;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;

namespace SweepCluster.Sweeps.Tests.State;

public sealed class CheckpointTests
{
    [Fact]
    public void The_next_attempt_gets_the_checkpoint_that_was_handed_back()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, "a").Lease;
        sweep.Do(new HandBack(lease, Checkpoint(lease.Range, 3)));

        AssertSame(Checkpoint(lease.Range, 3), Grant(sweep, "b").Checkpoint);
    }

    [Fact]
    public void The_newest_checkpoint_of_the_renewals_outlives_its_worker()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, "a").Lease;
        sweep.Do(new SweepCommands.RenewLease(lease, Checkpoint(lease.Range, 5)));
        sweep.Do(new SweepCommands.RenewLease(lease, Checkpoint(lease.Range, 4)));
        sweep.Do(new SweepCommands.RenewLease(lease));
        sweep.Do(new LoseWorker("a"));

        AssertSame(Checkpoint(lease.Range, 5), Grant(sweep, "b").Checkpoint);
        Assert.Equal(AttemptOutcome.Interrupted, sweep.State.Attempts[0].Outcome);
    }

    [Fact]
    public void A_backup_goes_on_where_the_first_attempt_was_last_seen()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, "a").Lease;
        sweep.Do(new SweepCommands.RenewLease(lease, Checkpoint(lease.Range, 2)));

        AssertSame(Checkpoint(lease.Range, 2), Grant(sweep, "b").Checkpoint);
    }

    [Fact]
    public void Trials_that_go_to_different_workers_take_their_part_of_the_checkpoint()
    {
        var sweep = new SimulatedSweep(planned: 48, groupSize: 48);
        var lease = Grant(sweep, "a").Lease;
        while (sweep.Pull("c", again: false) is PackGranted granted && granted.Lease.Attempt == 1)
            sweep.Report(granted.Lease);
        sweep.Do(new LoseWorker("c"));
        sweep.Do(new HandBack(lease, Checkpoint(lease.Range, 2)));
        var first = Grant(sweep, "b");
        var second = Grant(sweep, "b");

        Assert.Equal(lease.Range.Count, 2 * first.Lease.Range.Count);
        AssertSame(Checkpoint(first.Lease.Range, 2), first.Checkpoint);
        AssertSame(Checkpoint(second.Lease.Range, 2), second.Checkpoint);
    }

    [Fact]
    public void A_checkpoint_of_other_trials_is_not_taken()
    {
        var sweep = new SimulatedSweep(planned: 4, groupSize: 4);
        var lease = Grant(sweep, "a").Lease;
        sweep.Do(new HandBack(lease, Checkpoint(new TrialRange(1, 4), 3)));

        Assert.Null(Grant(sweep, "b").Checkpoint);
    }

    [Fact]
    public void After_a_failure_or_a_restart_trials_begin_anew()
    {
        var sweep = new SimulatedSweep(planned: 8, groupSize: 4);
        var failing = Grant(sweep, "a").Lease;
        var interrupted = Grant(sweep, "a").Lease;
        sweep.Do(new SweepCommands.RenewLease(failing, Checkpoint(failing.Range, 1)));
        sweep.Do(new SweepCommands.RenewLease(interrupted, Checkpoint(interrupted.Range, 1)));
        sweep.Do(new RecordFailure(failing, "it did not fit"));
        sweep.Do(new RecoverSweep());

        Assert.All(sweep.State.Open.Ranges, open => Assert.Null(open.Checkpoint));
        Assert.Equal(8, sweep.State.Open.Trials);
    }

    [Fact]
    public void A_trial_whose_attempts_end_each_in_its_own_way_goes_on_after_a_failure()
    {
        var sweep = new SimulatedSweep(planned: 1, groupSize: 1, attempts: new AttemptRules(3, AreRepeatable: false));
        var failing = Grant(sweep, "a").Lease;
        sweep.Do(new SweepCommands.RenewLease(failing, Checkpoint(failing.Range, 1)));
        sweep.Do(new RecordFailure(failing, "exit status 1"));

        AssertSame(Checkpoint(failing.Range, 1), Grant(sweep, "b").Checkpoint);
    }

    [Fact]
    public void After_a_restart_trials_that_still_wait_go_on_from_what_was_found()
    {
        var sweep = new SimulatedSweep(planned: 16, groupSize: 16);
        var first = Grant(sweep, "a").Lease;
        sweep.Report(first);
        var found = Checkpoint(new TrialRange(first.Range.End - 2, 8), 3);
        sweep.Do(new RecoverSweep { Found = [found, Checkpoint(new TrialRange(first.Range.End, 2), 4)] });

        Assert.Equal(16 - first.Range.Count, sweep.State.Open.Trials);
        var waiting = sweep.State.Open.Ranges;
        Assert.Equal(
            [(first.Range.End, 2, 4), (first.Range.End + 2, 4, 3), (first.Range.End + 6, 16 - first.Range.End - 6, 0)],
            waiting.Select(open => (open.Range.Start, open.Range.Count, open.Checkpoint?.Steps ?? 0)));
        AssertSame(found.Of(waiting[1].Range)!, waiting[1].Checkpoint);
        Assert.Null(SweepEvolutionOf(sweep.Journal).Open.Ranges[0].Checkpoint);
    }

    private static SweepState SweepEvolutionOf(IEnumerable<ISweepEvent> journal) =>
        journal.Aggregate(SweepState.Empty, SweepEvolution.Apply);

    private static PackGranted Grant(SimulatedSweep sweep, string worker) =>
        Assert.IsType<PackGranted>(sweep.Pull(worker, again: false));

    private static PackCheckpoint Checkpoint(TrialRange range, int epochs) => new(
        range.Start,
        [.. Enumerable.Range(0, (int)range.Count).Select(i => new LinearCheckpoint(new LaneCheckpoint
        {
            State = [range.Start + i],
            EpochRmse = [.. Enumerable.Repeat(1.0, epochs)],
            EpochValidationRmse = [],
        }))]);

    private static void AssertSame(PackCheckpoint expected, PackCheckpoint? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal((expected.Range, expected.Steps), (actual.Range, actual.Steps));
        Assert.Equal(
            expected.Trials.Select(trial => trial.Lane().State[0]),
            actual.Trials.Select(trial => trial.Lane().State[0]));
    }
}
