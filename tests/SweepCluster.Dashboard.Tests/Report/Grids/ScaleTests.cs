using FsCheck.Fluent;
using SweepCluster.Dashboard.Report.Grids;

namespace SweepCluster.Dashboard.Tests.Report.Grids;

public sealed class ScaleTests
{
    [Fact]
    public void Numbers_lie_at_their_logarithms_and_0_at_the_least_of_them()
    {
        var scale = Scale.Of([0.001, 10, 0, double.NaN]);

        Assert.True(scale.IsLogarithmic);
        Assert.Equal([-3, 1, -3, null], new[] { 0.001, 10, 0, double.NaN }.Select(scale.At));
        Assert.Equal(Numbers.LogTicks(-3, 1).Words, scale.Ticks(-3, 1).Words);
    }

    [Fact]
    public void If_one_is_negative_they_lie_at_themselves()
    {
        var scale = Scale.Of([-0.5, 10, double.PositiveInfinity]);

        Assert.False(scale.IsLogarithmic);
        Assert.Equal([-0.5, 10, null], new[] { -0.5, 10, double.NegativeInfinity }.Select(scale.At));
        Assert.Equal(["-2", "0", "2", "4", "6", "8", "10"], scale.Ticks(-0.5, 10).Words);
    }

    [Fact]
    public void Ticks_cover_any_range_can_be_told_apart_and_are_few()
    {
        var scale = Scale.Of([-1]);
        var ends = from one in Gen.Choose(-1_000_000, 1_000_000)
                   from other in Gen.Choose(-1_000_000, 1_000_000)
                   from power in Gen.Choose(-6, 6)
                   select (One: one * Math.Pow(10, power), Other: other * Math.Pow(10, power));
        Properties.Hold(ends, range =>
        {
            var (low, high) = (Math.Min(range.One, range.Other), Math.Max(range.One, range.Other));
            var (at, words) = scale.Ticks(low, high);

            Assert.InRange(at.Length, 2, 11);
            Assert.Equal(words.Length, words.Distinct().Count());
            Assert.Equal(at.Order(), at);
            Assert.True(at[0] <= low + 1e-9 * Math.Abs(low) && at[^1] >= high - 1e-9 * Math.Abs(high));
        });
    }
}
