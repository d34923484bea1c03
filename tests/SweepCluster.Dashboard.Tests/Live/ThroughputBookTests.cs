using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Components;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class ThroughputBookTests
{
    private static readonly DateTimeOffset Noon = Statuses.Noon;

    [Fact]
    public void Time_left_follows_the_recent_pace()
    {
        // One trial per second for the first hour, then ten.
        var book = Book((3600, 3600), (3660, 4200), (3720, 4800), (3780, 5400));

        Assert.Equal(46, Left(book, At(3780, 5400, planned: 5860)));
        Assert.Equal(41, Left(book, At(3785, 5400, planned: 5860)));
    }

    [Fact]
    public void Time_left_is_never_negative_and_never_more_than_can_be_told()
    {
        var book = Book((10, 1));

        Assert.Equal(0, Left(book, At(1000, 1, planned: 2)));
        Assert.InRange(Left(book, At(10, 1, planned: long.MaxValue))!.Value, 1e9, 1e12);
    }

    [Fact]
    public void A_sweep_without_a_finished_trial_or_that_stands_still_has_no_time_left()
    {
        var book = Book((10, 0));

        Assert.Null(Left(book, At(10, 0)));
        Assert.Null(Left(Book((10, 5)), At(10, 5) with { Phase = SweepPhase.Paused }));
        Assert.Null(Left(Book((10, 5)), At(10, 5) with { Packs = 0 }));
        Assert.Null(Left(ThroughputBook.Empty, At(10, 5)));
    }

    [Fact]
    public void Waiting_for_the_first_slot_does_not_count()
    {
        var book = Book((3600, 0)).With([At(3600, 0) with { Packs = 0 }], Noon);

        Assert.Equal(90, Left(book.With([At(3610, 10)], Noon), At(3610, 10)));
    }

    [Fact]
    public void A_sweep_that_is_retried_after_its_end_does_not_count_what_it_had_before()
    {
        var book = Book((100, 90)).With([At(100, 100) with { Phase = SweepPhase.Finished }], Noon);
        book = book.With([At(0, 80)], Noon);
        Assert.Null(Left(book, At(0, 80)));

        Assert.Equal(30, Left(book.With([At(10, 85)], Noon), At(10, 85)));
    }

    private static ThroughputBook Book(params (double Worked, long Done)[] marks) =>
        marks.Aggregate(ThroughputBook.Empty, (book, mark) => book.With([At(mark.Worked, mark.Done)], Noon));

    private static SweepStatus At(double worked, long done, long planned = 100) => Statuses.Of(
        SweepPhase.Running, new Account(planned, done, 0, 0, 0, 0), packs: 1,
        course: new SweepCourse("rmse", TimeSpan.FromSeconds(worked), Noon, ""));

    private static double? Left(ThroughputBook book, SweepStatus sweep) =>
        book.Left(sweep, Noon) is { } left ? Math.Round(left.TotalSeconds) : null;
}
