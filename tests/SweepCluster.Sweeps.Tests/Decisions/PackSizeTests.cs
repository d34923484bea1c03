using FsCheck.Fluent;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Sweeps.Tests.Decisions;

public sealed class PackSizeTests
{
    [Theory]
    [InlineData(1, 64, 4, new long[] { 16, 16, 16, 16 })]
    [InlineData(1, 1024, 1, new long[] { 1024 })]
    [InlineData(1, 1024, 2, new long[] { 512, 512 })]
    [InlineData(1, 1024, 3, new long[] { 352, 352, 320 })]
    [InlineData(1, 1536, 2, new long[] { 768, 768 })]
    [InlineData(1, 4096, 3, new long[] { 1024, 1024, 1024, 352, 352, 320 })]
    [InlineData(3, 64, 2, new long[] { 64, 64, 32, 32 })]
    [InlineData(5, 16, 2, new long[] { 16, 16, 16, 16, 16 })]
    [InlineData(2, 7, 4, new long[] { 7, 7 })]
    public void Packs_are_whole_groups_and_what_is_left_over_is_divided_evenly(
        long groups, long groupSize, int slots, long[] sizes) =>
        Assert.Equal(sizes, Sizes(Plan(groups, groupSize), slots));

    [Fact]
    public void Packs_cover_every_trial_once_are_whole_vectors_and_fit_the_caches() => Prop
        .ForAll(Plans(), Gen.Choose(1, 70).ToArbitrary(), (plan, slots) =>
        {
            var sizes = Sizes(plan, slots);
            return sizes.Sum() == plan.Planned
                && sizes.All(size => size is > 0 and <= 1024)
                && sizes.Count(size => size % plan.SmallestPack != 0)
                    <= plan.Planned / plan.GroupSize * (plan.GroupSize / 1024 + 1);
        })
        .Holds();

    /// <summary>No division into whole vectors beats one step per pack and all vectors shared evenly.</summary>
    [Fact]
    public void An_even_split_is_near_the_best_there_is() => Prop
        .ForAll(Plans(), Gen.Choose(1, 16).ToArbitrary(), (plan, slots) =>
        {
            var busy = new double[slots];
            foreach (var size in Sizes(plan, slots))
                busy[Array.IndexOf(busy, busy.Min())] += 2 + Math.Ceiling(size / (double)plan.SmallestPack);
            var groups = plan.Planned / plan.GroupSize;
            var vectors = groups * Math.Ceiling(plan.GroupSize / (double)plan.SmallestPack);
            var packs = groups * Math.Ceiling(plan.GroupSize / 1024.0);
            var bound = Math.Max(2 + Math.Ceiling(vectors / slots), (2 * packs + vectors) / slots);
            return busy.Max() <= bound * 1.1 + 4;
        })
        .Holds();

    [Fact]
    public void The_number_of_packs_that_is_forecast_is_the_one_there_will_be() => Prop
        .ForAll(Plans(), Gen.Choose(1, 16).ToArbitrary(), (plan, slots) =>
            Math.Abs(PackSize.Count(plan, slots) - Sizes(plan, slots).Count) <= plan.Planned / plan.GroupSize * slots)
        .Holds();

    [Fact]
    public void A_sweep_of_more_trials_than_can_be_counted_through_is_laid_out_at_once() =>
        Assert.Equal(1024, PackSize.At(1L << 60, Plan(1L << 40, 1L << 22), 2000));

    [Fact]
    public void Places_after_the_last_whole_group_have_packs_too() =>
        Assert.Equal(16, PackSize.At(9, Plan(1, 4) with { Planned = 10 }, 3));

    private static SweepPlan Plan(long groups, long groupSize) =>
        new("f", groups * groupSize, groupSize, 16, new Aim(LinearSchema.Rmse, Direction.Minimize), StopRules.None);

    private static FsCheck.Arbitrary<SweepPlan> Plans() => Gen
        .Zip(Gen.Choose(1, 12), Gen.Choose(1, 3000), (groups, groupSize) => Plan(groups, groupSize))
        .ToArbitrary();

    private static List<long> Sizes(SweepPlan plan, int slots)
    {
        var sizes = new List<long>();
        for (var place = 0L; place < plan.Planned; place += sizes[^1])
        {
            var end = Math.Min(place + PackSize.At(place, plan, slots), new EqualGroups(plan.GroupSize).EndOf(place));
            sizes.Add(end - place);
        }

        return sizes;
    }
}
