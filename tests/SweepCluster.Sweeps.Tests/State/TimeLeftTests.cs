using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using static SweepCluster.Sweeps.Decisions.SweepCommands;
using static SweepCluster.Sweeps.Decisions.SweepReplies;

namespace SweepCluster.Sweeps.Tests.State;

public sealed class TimeLeftTests
{
    [Fact]
    public void There_is_no_forecast_before_a_pack_reports()
    {
        var sweep = new SimulatedSweep(planned: 80, groupSize: 8);
        Assert.Null(Left(sweep));
        Grant(sweep);
        sweep.Pass(TimeSpan.FromSeconds(10));

        Assert.Null(Left(sweep));
    }

    [Fact]
    public void The_first_pack_gives_a_forecast_long_before_it_ends()
    {
        var sweep = new SimulatedSweep(planned: 80, groupSize: 8);
        var lease = Grant(sweep);
        Tell(sweep, lease, after: 5, secondsLeft: 15);

        // Eight trials in twenty seconds; six of them and 72 others are left.
        Assert.Equal((72 + 6) / (8 / 20.0), Left(sweep)!.Value, 6);
    }

    [Fact]
    public void Slots_that_have_not_reported_count_as_fast_as_the_others()
    {
        var sweep = new SimulatedSweep(planned: 80, groupSize: 8);
        var lease = Grant(sweep);
        Grant(sweep);
        Tell(sweep, lease, after: 5, secondsLeft: 15);

        Assert.Equal((64 + 8 + 6) / (2 * 8 / 20.0), Left(sweep)!.Value, 6);
    }

    [Fact]
    public void The_last_packs_end_when_the_longest_does()
    {
        var sweep = new SimulatedSweep(planned: 16, groupSize: 8);
        Lease[] leases = [Grant(sweep), Grant(sweep)];
        Tell(sweep, leases[0], after: 4, secondsLeft: 1);
        Tell(sweep, leases[1], after: 0, secondsLeft: 30);

        Assert.Equal(30, Left(sweep)!.Value, 6);
    }

    [Fact]
    public void After_the_first_pack_its_time_stands_for_those_that_have_not_reported()
    {
        var sweep = new SimulatedSweep(planned: 24, groupSize: 8);
        sweep.Pass(TimeSpan.FromHours(1));
        var first = Grant(sweep);
        sweep.Pass(TimeSpan.FromSeconds(0.3));
        sweep.Report(first);
        Grant(sweep);

        Assert.Equal(0.6, Left(sweep)!.Value, 6);
    }

    [Fact]
    public void A_pause_has_no_forecast_and_counts_for_nothing_afterwards()
    {
        var sweep = new SimulatedSweep(planned: 24, groupSize: 8);
        var first = Grant(sweep);
        sweep.Do(new PauseSweep());
        sweep.Report(first);
        Assert.Null(Left(sweep));
        sweep.Pass(TimeSpan.FromHours(9));
        sweep.Do(new ResumeSweep());
        Grant(sweep);

        Assert.Equal(0.6, Left(sweep)!.Value, 6);
    }

    [Fact]
    public void It_is_no_longer_than_the_time_that_the_sweep_may_take()
    {
        var sweep = new SimulatedSweep(80, 8, new StopRules(TimeSpan.FromSeconds(60), 0, 0));
        Tell(sweep, Grant(sweep), after: 10, secondsLeft: 90);

        Assert.Equal(50, Left(sweep)!.Value, 6);
    }

    [Fact]
    public void The_forecast_moves_towards_the_news()
    {
        var now = DateTimeOffset.UnixEpoch;
        var (soon, later, muchLater) = (now.AddSeconds(10), now.AddSeconds(15), now.AddSeconds(30));

        Assert.Equal((soon, null), (TimeLeft.Smoothed(null, soon, now), TimeLeft.Smoothed(soon, null, now)));
        Assert.Equal(now.AddSeconds(11), TimeLeft.Smoothed(soon, later, now));
        Assert.Equal(now.AddSeconds(14), TimeLeft.Smoothed(later, soon, now));
        Assert.Equal(muchLater, TimeLeft.Smoothed(soon, muchLater, now));
        Assert.Equal(soon, TimeLeft.Smoothed(muchLater, soon, now));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(41.2, 42)]
    [InlineData(121, 130)]
    [InlineData(4000, 4020)]
    [InlineData(-3, 0)]
    public void Seconds_come_in_steps_that_fit(double left, double told)
    {
        var now = DateTimeOffset.UnixEpoch;

        Assert.Equal(told, TimeLeft.Seconds(now.AddSeconds(left), now));
    }

    private static double? Left(SimulatedSweep sweep) =>
        (TimeLeft.EndOf(sweep.State, sweep.Now) - sweep.Now)?.TotalSeconds;

    private static Lease Grant(SimulatedSweep sweep) =>
        Assert.IsType<PackGranted>(sweep.Pull("worker-2", again: false, slots: 1)).Lease;

    private static void Tell(SimulatedSweep sweep, Lease lease, double after, double secondsLeft)
    {
        sweep.Pass(TimeSpan.FromSeconds(after));
        var request = new RequestPack(lease.Holder, 1, ["worker-2"], true);
        sweep.Do(new TellProgress(request, lease, new LeaseProgress(3, secondsLeft, 1)));
    }
}
