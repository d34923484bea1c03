using SweepCluster.Cluster.Work.Training;

namespace SweepCluster.Cluster.Tests.Work.Training;

public sealed class UpdateMeterTests
{
    [Fact]
    public void The_first_reading_is_zero()
    {
        var meter = new UpdateMeter();
        meter.Add(1000);

        Assert.Equal(0, meter.PerSecond(TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public void Updates_are_divided_by_the_time_between_readings()
    {
        var meter = new UpdateMeter();
        meter.PerSecond(TimeSpan.FromSeconds(7));
        meter.Add(1000);
        meter.Add(500);

        Assert.Equal(750, meter.PerSecond(TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public void Updates_of_long_ago_no_longer_count()
    {
        var meter = new UpdateMeter();
        meter.PerSecond(TimeSpan.Zero);
        meter.Add(1_000_000);
        for (var second = 1; second <= 6; second++)
            meter.PerSecond(TimeSpan.FromSeconds(second));

        Assert.Equal(0, meter.PerSecond(TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public void Slots_count_from_their_own_threads()
    {
        var meter = new UpdateMeter();
        meter.PerSecond(TimeSpan.Zero);
        Parallel.For(0, 1000, _ => meter.Add(3));

        Assert.Equal(3000, meter.PerSecond(TimeSpan.FromSeconds(1)));
    }
}
