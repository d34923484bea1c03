using FsCheck.Fluent;
using SweepCluster.Problems;
using SweepCluster.Training.Data;
using SweepCluster.Training.Preparing;

namespace SweepCluster.Training.Tests.Preparing;

public sealed class HoldOutTests
{
    [Fact]
    public void Nothing_is_held_out_at_zero()
    {
        var data = Numbered(10);
        var split = HoldOut.Split(data, 0, isSeries: false, seed: 1);
        Assert.Same(data, split.Training);
        Assert.Null(split.Validation);
    }

    [Fact]
    public void A_series_holds_its_last_rows_out()
    {
        var split = HoldOut.Split(Numbered(10), 0.3, isSeries: true, seed: 1);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], split.Training.Targets);
        Assert.Equal([7, 8, 9], split.Validation!.Targets);
    }

    [Fact]
    public void Every_row_is_on_exactly_one_side_in_file_order() => ForAllSplits((rows, fraction, isSeries) =>
    {
        var split = HoldOut.Split(Numbered(rows), fraction, isSeries, seed: 1);
        return split.Training.Targets.Concat(split.Validation!.Targets).Order().SequenceEqual(Numbered(rows).Targets)
            && split.Training.Targets.SequenceEqual(split.Training.Targets.Order())
            && split.Validation.Targets.SequenceEqual(split.Validation.Targets.Order());
    });

    [Fact]
    public void Features_stay_with_their_targets() => ForAllSplits((rows, fraction, isSeries) =>
    {
        var held = HoldOut.Split(Numbered(rows), fraction, isSeries, seed: 1).Validation!;
        return held.Targets.SelectMany(y => new[] { y, -y }).SequenceEqual(held.Features);
    });

    [Fact]
    public void The_count_is_rounded_and_leaves_both_sides_a_row() => ForAllSplits((rows, fraction, isSeries) =>
        HoldOut.Split(Numbered(rows), fraction, isSeries, seed: 1).Validation!.Rows
        == Math.Clamp((int)Math.Round(rows * fraction, MidpointRounding.AwayFromZero), 1, rows - 1));

    [Fact]
    public void The_seed_draws_the_rows()
    {
        Assert.Equal(Held(seed: 1), Held(seed: 1));
        Assert.NotEqual(Held(seed: 1), Held(seed: 2));

        static double[] Held(long seed) => HoldOut.Split(Numbered(100), 0.2, isSeries: false, seed).Validation!.Targets;
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(10, 1)]
    [InlineData(10, -0.1)]
    [InlineData(10, double.NaN)]
    public void What_cannot_be_held_out_is_a_problem(int rows, double fraction)
    {
        var problems =
            Assert.Throws<InvalidInputException>(() => HoldOut.Split(Numbered(rows), fraction, false, 1)).Problems;
        Assert.Equal("validation", Assert.Single(problems).Subject);
    }

    private static void ForAllSplits(Func<int, double, bool, bool> holds) => Prop.ForAll(
        Gen.Choose(2, 60).ToArbitrary(), Gen.Choose(1, 99).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(),
        (rows, percent, isSeries) => holds(rows, percent / 100.0, isSeries)).Holds();

    private static DataSet Numbered(int rows)
    {
        var numbers = Enumerable.Range(0, rows).Select(i => (double)i).ToArray();
        return new DataSet(["a", "b"], ["y"], [.. numbers.SelectMany(i => new[] { i, -i })], numbers);
    }
}
