using System.Collections.Immutable;
using FsCheck.Fluent;
using SweepCluster.Sweeps.Scheduling;

namespace SweepCluster.Sweeps.Tests.Scheduling;

public sealed class LimitWatchTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 5, 4, 3 }, null)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 5, 4.5, 3 }, 2)]
    [InlineData(new double[] { 1, 3 }, new double[] { 5, 1 }, 3)]
    [InlineData(new double[] { 3 }, new double[] { 3 }, null)]
    [InlineData(new double[] { 0, 1 }, new double[] { 9, 5 }, null)]
    [InlineData(new double[] { 1, 1, 2 }, new double[] { 5, 3, 9 }, null)]
    [InlineData(new double[] { 1, 7 }, new double[] { 5, 9 }, 7)]
    public void A_trial_stops_at_the_first_step_at_which_its_best_is_above_the_limit(
        double[] steps, double[] costs, int? expected)
    {
        var watch = new LimitWatch([5, 4, 3]);
        int? stopped = null;
        foreach (var (step, cost) in steps.Zip(costs))
        {
            watch.Take(step, cost);
            stopped ??= watch.IsStopped ? (int)step : null;
        }

        Assert.Equal(expected, stopped);
    }

    [Fact]
    public void What_is_seen_step_by_step_is_what_the_whole_course_shows()
    {
        var point = Gen.Choose(0, 20).SelectMany(
            step => Gen.Choose(-10, 10).Select(cost => (Step: step / 2.0, Cost: (double)cost)));
        var cases =
            from points in point.ListOf()
            from limits in Gen.Choose(-10, 10).ListOf()
            select (Points: points, Limits: limits.Select(limit => (double)limit).ToImmutableArray());
        Properties.Hold(cases, given =>
        {
            var (watch, course) = (new LimitWatch(given.Limits), new List<double>());
            foreach (var (step, cost) in given.Points.OrderBy(each => each.Step).TakeWhile(_ => !watch.IsStopped))
            {
                watch.Take(step, cost);
                Course.Add(course, step, cost);
            }

            Assert.Equal(watch.IsStopped, Course.IsStopped([.. course], given.Limits));
        });
    }
}
