using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Search.Schedulers;

namespace SweepCluster.Search.Tests.Schedulers;

/// <summary>What every scheduler does.</summary>
public sealed class SchedulerTests
{
    public static TheoryData<string> Words => [.. SchedulerCatalog.Words];

    private static Gen<SchedulerSettings> Settings =>
        from reduction in Gen.Choose(2, 5)
        from full in Gen.Choose(1, 200)
        from smallest in Gen.Choose(1, full)
        from trials in Gen.Choose(1, 500)
        select new SchedulerSettings(reduction, smallest, full, trials);

    [Theory]
    [MemberData(nameof(Words))]
    public void Cohorts_divide_the_configurations_and_their_rungs_rise_to_the_end_of_training(string word) =>
        Properties.Hold(Settings, settings =>
        {
            var scheduler = SchedulerCatalog.Of(word).Make(settings);
            for (var index = 0L; index < settings.Trials;)
            {
                var cohort = scheduler.CohortOf(index);
                Assert.Equal(index, cohort.First);
                Assert.InRange(cohort.Count, 1, settings.Trials - index);
                Assert.Equal(cohort, scheduler.CohortOf(cohort.End - 1));
                Assert.Equal(cohort.Rungs.Order().Distinct(), cohort.Rungs);
                Assert.Equal(settings.Full, cohort.Rungs[^1]);
                Assert.True(cohort.Rungs[0] >= Math.Min(settings.Smallest, settings.Full));
                index = cohort.End;
            }
        });

    [Theory]
    [MemberData(nameof(Words))]
    public void Only_the_best_go_on_none_twice_and_one_of_each_whole_cohort_at_least(string word) =>
        Properties.Hold(Rungs(), given =>
        {
            var scheduler = SchedulerCatalog.Of(word).Make(new(3, 1, 81, 1000));
            if (scheduler.ComparesCourses)
                return;
            var rung = given;
            var going = scheduler.GoingOn(rung);
            var healthy = rung.Arrived.Where(arrival => arrival.Loss is not null).ToList();

            Assert.Equal(going, scheduler.GoingOn(rung));
            Assert.Empty(going.Intersect(rung.GoneOn));
            Assert.Subset(healthy.Select(arrival => arrival.Index).ToHashSet(), going.ToHashSet());
            Assert.InRange(going.Length, 0, Math.Max(1, rung.Arrived.Count / 3));
            if (rung.IsWhole && rung.GoneOn.IsEmpty && healthy.Count > 0)
                Assert.Contains(healthy[0].Index, going);
            if (rung.GoneOn.IsEmpty)
                Assert.Equal(healthy.Take(going.Length).Select(arrival => arrival.Index).Order(), going.Order());
        });

    [Theory]
    [InlineData("halving", 81, 9, "9 27 81")]
    [InlineData("halving", 10, 1, "1 3 10")]
    [InlineData("halving", 100, 1, "1 3 9 27 100")]
    [InlineData("halving", 81, 81, "81")]
    [InlineData("asha", 27, 2, "2 6 27")]
    public void Rungs_multiply_up_to_the_end(string word, int full, int smallest, string expected) => Assert.Equal(
        expected,
        string.Join(' ', SchedulerCatalog.Of(word).Make(new(3, smallest, full, 1000)).CohortOf(0).Rungs));

    [Fact]
    public void Hyperband_has_the_brackets_of_its_paper()
    {
        var scheduler = SchedulerCatalog.Of("hyperband").Make(new(3, 1, 81, 1000));
        var cohorts = new List<Cohort>();
        for (var index = 0L; cohorts.Count < 6; index = cohorts[^1].End)
            cohorts.Add(scheduler.CohortOf(index));

        Assert.Equal([81, 34, 15, 8, 5, 81], cohorts.Select(cohort => cohort.Count));
        Assert.Equal([1, 3, 9, 27, 81, 1], cohorts.Select(cohort => cohort.Rungs[0]));
    }

    [Theory]
    [InlineData("halving", 81, 9)]
    [InlineData("hyperband", 81, 1)]
    [InlineData("hyperband", 1000, 12)]
    [InlineData("asha", 10, 1)]
    public void The_first_rung_is_late_enough_for_late_bloomers(string word, int full, int smallest) =>
        Assert.Equal(smallest, SchedulerCatalog.Of(word).DefaultSmallest!(3, full));

    [Fact]
    public void The_median_rule_waits_for_five_trials()
    {
        var scheduler = SchedulerCatalog.Of("median").Make(new(3, 4, 4, 10));
        ImmutableArray<double> Course(double loss) => [loss, loss / 2, loss / 2, 0];

        Assert.Empty(scheduler.Limits([Course(1), Course(2), Course(3), Course(4)]));
        Assert.Equal(
            [3, 2.25, 2], scheduler.Limits([Course(1), Course(2), Course(3), Course(4), Course(5)]));
    }

    // Of some that have arrived, the best of which may have gone on.
    private static Gen<Rung> Rungs() =>
        from losses in Gen.Choose(-1, 20).NonEmptyListOf()
        from isWhole in Gen.Elements(true, false)
        from gone in Gen.Choose(0, 3)
        let arrived = losses.Select((loss, index) => new Arrival(index, loss < 0 ? null : loss))
            .Aggregate(Rung.Empty.Arrived, (all, arrival) => all.Add(arrival))
        select new Rung(
            arrived,
            [.. arrived.Where(arrival => arrival.Loss is not null).Take(gone).Select(arrival => arrival.Index)],
            isWhole);
}
