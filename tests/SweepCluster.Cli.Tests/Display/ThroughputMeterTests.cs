using SweepCluster.Cli.Display;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cli.Tests.Display;

public sealed class ThroughputMeterTests
{
    private readonly ThroughputMeter _meter = new();

    [Fact]
    public void The_rate_counts_from_the_beginning_of_the_watching()
    {
        See(0, 300);

        Assert.Equal(20, See(5, 400).Rate, 6);
        Assert.Equal(4, See(5, 400).Left!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void A_pause_does_not_count_and_draining_does()
    {
        See(0, 0);
        See(10, 100);
        See(10, 100, SweepPhase.Paused, running: 20);
        See(12, 120, SweepPhase.Paused, running: 0);
        See(5000, 120, SweepPhase.Paused, running: 0);
        See(5000, 120);

        Assert.Equal(10, See(5008, 200).Rate, 6);
    }

    [Fact]
    public void Outages_of_the_journal_and_absences_of_the_coordinator_do_not_count()
    {
        See(0, 0);
        See(10, 100);
        See(10, 100, SweepPhase.Interrupted);
        See(600, 100);
        Look(View(100) with { Waiting = new Waiting("") }, 600);
        See(900, 100);

        Assert.Equal(10, See(910, 200).Rate, 6);
    }

    [Fact]
    public void The_rate_is_never_negative()
    {
        double[] rates =
        [
            See(0, 400).Rate,
            Look(View(0) with { IsAccountKnown = false, Phase = SweepPhase.Interrupted }, 1).Rate,
            See(2, 0).Rate,
            See(3, 480).Rate,
            See(4, 470).Rate,
            See(5, 480).Rate,
        ];

        Assert.All(rates, rate => Assert.InRange(rate, 0, double.MaxValue));
    }

    [Fact]
    public void The_rate_follows_recent_trials()
    {
        See(0, 0);
        for (var second = 1; second <= 100; second++)
            See(second, second);
        for (var second = 101; second <= 200; second++)
            See(second, 100 + (second - 100) * 3);

        Assert.Equal(3, See(200, 400).Rate, 1);
    }

    [Fact]
    public void The_rate_holds_between_packs_and_falls_when_one_is_overdue()
    {
        See(0, 0);
        See(10, 100);
        See(20, 200);
        Assert.Equal(10, See(29, 200).Rate, 6);

        Assert.Equal(5, See(50, 200).Rate, 6);
    }

    [Fact]
    public void Cancelled_trials_do_not_raise_the_rate()
    {
        See(0, 0);
        See(10, 100);
        var over = View(100) with { Account = new Account(480, 100, 0, 0, 0, 380), Phase = SweepPhase.Cancelled };

        Assert.Equal(10, Look(over, 10).Rate, 6);
    }

    [Fact]
    public void The_estimate_from_packs_in_training_counts_before_the_first_of_them_ends()
    {
        See(0, 0);

        Assert.Equal(new Throughput(0, TimeSpan.FromSeconds(48)), Look(View(0) with { SecondsLeft = 48 }, 3));
    }

    private Throughput See(double second, long done, SweepPhase phase = SweepPhase.Running, long running = 40) =>
        Look(View(done) with { Phase = phase, Running = running }, second);

    private Throughput Look(SweepView view, double second) => _meter.Of(view, TimeSpan.FromSeconds(second));

    private static SweepView View(long done) =>
        new(new Account(480, done, 0, 0, 0, 0), 40, SweepPhase.Running, Highlights.None, []);
}
