using SweepCluster.Sweeps.Health;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Tests.State;
using SweepCluster.Sweeps.Trials;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;
using static SweepCluster.Sweeps.State.SweepEvents;

namespace SweepCluster.Sweeps.Tests.Health;

public sealed class WorkerHealthTests
{
    private int _pull;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_worker_whose_first_attempts_fail_three_times_in_a_row_while_others_succeed_gets_no_more(bool programs)
    {
        var sweep = Sweep(programs);
        Succeed(sweep, "well", Fail(sweep, "sick"));
        Fail(sweep, "sick");
        Assert.Empty(sweep.State.Health.Excluded);
        Fail(sweep, "sick");

        Assert.Equal("the disk is gone", sweep.State.Health.Excluded["sick"]);
        Assert.Single(sweep.Journal.OfType<WorkerExcluded>());
        Assert.Null(Pull(sweep, "sick"));
        Assert.NotNull(Pull(sweep, "well"));
    }

    [Fact]
    public void A_success_elsewhere_after_the_third_failure_excludes_it_too()
    {
        var sweep = Sweep();
        for (var i = 0; i < 3; i++)
            Fail(sweep, "sick");
        Assert.Empty(sweep.State.Health.Excluded);

        Succeed(sweep, "well");
        Assert.True(sweep.State.Health.Excluded.ContainsKey("sick"));
    }

    [Fact]
    public void A_worker_alone_is_never_excluded_nor_one_of_several_that_all_fail()
    {
        var sweep = Sweep();
        for (var i = 0; i < 9; i++)
            Fail(sweep, $"worker-{i % 3}");

        Assert.Empty(sweep.State.Health.Excluded);
    }

    [Fact]
    public void A_trial_in_between_that_ends_well_begins_the_count_anew()
    {
        var sweep = Sweep();
        for (var i = 0; i < 4; i++)
        {
            Fail(sweep, "a");
            Fail(sweep, "a");
            Succeed(sweep, "a");
            Succeed(sweep, "b");
        }

        Assert.Empty(sweep.State.Health.Excluded);
    }

    [Fact]
    public void A_trial_that_fails_on_another_worker_too_does_not_count()
    {
        var sweep = Sweep();
        Succeed(sweep, "b");
        var fatal = Fail(sweep, "a");
        Assert.Equal(fatal.Range, Fail(sweep, "b").Range);
        Fail(sweep, "a");
        Fail(sweep, "a");
        Succeed(sweep, "c");

        Assert.Empty(sweep.State.Health.Excluded);
    }

    [Fact]
    public void Trials_that_fail_under_leases_of_several_count_each_by_itself()
    {
        var sweep = Sweep();
        Succeed(sweep, "well");
        for (var i = 0; i < 3; i++)
        {
            Assert.Empty(sweep.State.Health.Excluded);
            var lease = Pull(sweep, "sick", several: true)!;
            Assert.True(lease.Range.Count > 1);
            sweep.Do(new RecordFailure(lease, "the disk is gone") { Place = lease.Range.Start });
            Succeed(sweep, "well", new TrialRange(lease.Range.Start, 1));
        }

        Assert.Equal(3, sweep.Journal.OfType<TrialFailed>().Count());
        Assert.Equal("the disk is gone", sweep.State.Health.Excluded["sick"]);
        Assert.Equal(sweep.Live(), sweep.Replayed());
    }

    [Fact]
    public void Second_attempts_do_not_count()
    {
        var health = WorkerHealth.Good;
        for (var place = 0; place < 5; place++)
            health = health.AfterFailure("a", new(place, 1), isFirst: false, "it threw");

        Assert.Empty(health.AfterSuccess("b").Sick);
    }

    [Fact]
    public void A_retry_lets_it_try_again_even_if_no_trial_is_to_be_retried()
    {
        var sweep = Sweep();
        Exclude(sweep);
        Assert.Equal(new Reopened(0, LetsWorkersBack: true), sweep.Do(
            new RetryTrials("once", Sweeps.Decisions.RetryWhich.Failed)));

        Assert.Empty(sweep.State.Health.Excluded);
        Assert.NotNull(Pull(sweep, "sick"));
        Exclude(sweep);
        Assert.Equal(new Reopened(0, LetsWorkersBack: true), sweep.Do(
            new RetryTrials("once", Sweeps.Decisions.RetryWhich.Failed)));
        Assert.True(sweep.State.Health.Excluded.ContainsKey("sick"));
    }

    [Fact]
    public void A_replay_knows_who_is_excluded_and_who_was_about_to_be()
    {
        var sweep = Sweep();
        Exclude(sweep);
        Fail(sweep, "next");
        Fail(sweep, "next");
        Succeed(sweep, "well");

        Assert.Equal(sweep.Live(), sweep.Replayed());
        var replayed = sweep.Journal.Aggregate(SweepState.Empty, SweepEvolution.Apply).Health;
        replayed = replayed.AfterFailure("next", new(99, 1), isFirst: true, "again");
        Assert.Equal([("next", "again")], replayed.Sick);
    }

    [Fact]
    public void A_trial_does_not_wait_for_an_excluded_worker_to_try_it()
    {
        var sweep = Sweep();
        Exclude(sweep);
        var failed = Fail(sweep, "well", "well", "sick");

        Assert.Equal(failed.Range, Pull(sweep, "well", "well", "sick")!.Range);
    }

    private static SimulatedSweep Sweep(bool programs = true) => new(
        planned: 100, groupSize: 1, attempts: programs ? new AttemptRules(3, AreRepeatable: false) : null)
    {
        Seconds = 0.01,
    };

    private void Exclude(SimulatedSweep sweep)
    {
        Succeed(sweep, "well", Fail(sweep, "sick"));
        Fail(sweep, "sick");
        Fail(sweep, "sick");
        Assert.True(sweep.State.Health.Excluded.ContainsKey("sick"));
        Succeed(sweep, "well");
        Succeed(sweep, "well");
    }

    private Lease Fail(SimulatedSweep sweep, string worker, params string[] workers)
    {
        var lease = Pull(sweep, worker, workers)!;
        sweep.Do(new RecordFailure(lease, "the disk is gone"));
        return lease;
    }

    private void Succeed(SimulatedSweep sweep, string worker, Lease? expected = null) =>
        Succeed(sweep, worker, expected?.Range);

    private void Succeed(SimulatedSweep sweep, string worker, TrialRange? expected)
    {
        var lease = Pull(sweep, worker)!;
        Assert.Equal(expected ?? lease.Range, lease.Range);
        sweep.Report(lease);
    }

    // A failed trial is open again for whoever has not failed it.
    private Lease? Pull(SimulatedSweep sweep, string worker, params string[] workers) =>
        Pull(sweep, worker, several: false, workers);

    private Lease? Pull(SimulatedSweep sweep, string worker, bool several, params string[] workers) =>
        (sweep.Do(new RequestPack(
            new SlotRequest(worker, 0, ++_pull), 3, workers.Length > 0 ? [.. workers] : ["a", "b", "other"], several))
            as PackGranted)?.Lease;
}
