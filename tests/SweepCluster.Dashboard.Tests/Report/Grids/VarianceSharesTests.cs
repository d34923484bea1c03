using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Dashboard.Report.Grids;

namespace SweepCluster.Dashboard.Tests.Report.Grids;

public sealed class VarianceSharesTests
{
    private static readonly Gen<double> Values = Gen.Choose(-1000, 1000).Select(value => value / 100.0);

    private static readonly Gen<(ImmutableArray<int> Sizes, double[] Values)> Grids =
        from axes in Gen.Choose(1, 4)
        from sizes in Gen.ArrayOf(Gen.Choose(1, 4), axes)
        from values in Gen.ArrayOf(Values, sizes.Aggregate(1, (product, size) => product * size))
        select (sizes.ToImmutableArray(), values);

    private static readonly Gen<(double[] First, double[] Second, double[] Third)> Effects =
        from first in Gen.ArrayOf(Values, 3)
        from second in Gen.ArrayOf(Values, 4)
        from third in Gen.ArrayOf(Values, 2)
        select (first, second, third);

    [Fact]
    public void All_shares_of_a_full_grid_sum_to_one() => Properties.Hold(Grids, grid =>
    {
        var shares = new VarianceShares(grid.Sizes, grid.Values);
        var sum = Subsets(grid.Sizes.Length).Sum(set => shares.ShareOf(set));

        Assert.Equal(shares.IsConstant ? 0 : 1, sum, 1e-9);
        Assert.All(Subsets(grid.Sizes.Length), set => Assert.InRange(shares.ShareOf(set), 0, 1 + 1e-9));
    });

    [Fact]
    public void Axes_that_add_up_do_not_interact() => Properties.Hold(Effects, effects =>
    {
        var values = from a in effects.First from b in effects.Second from c in effects.Third select a + b + c;
        var shares = new VarianceShares([3, 4, 2], [.. values]);

        Assert.All(Subsets(3).Where(set => set.Length > 1), set => Assert.Equal(0, shares.ShareOf(set), 1e-9));
        Assert.Equal(shares.IsConstant ? 0 : 1, shares.ShareOf(0) + shares.ShareOf(1) + shares.ShareOf(2), 1e-9);
    });

    [Fact]
    public void What_only_two_axes_do_together_counts_for_the_pair()
    {
        // The sign of a product: neither axis does anything by itself.
        var shares = new VarianceShares([2, 2, 3], [1, 1, 1, -1, -1, -1, -1, -1, -1, 1, 1, 1]);

        Assert.Equal([0, 0, 0, 1], [shares.ShareOf(0), shares.ShareOf(1), shares.ShareOf(2), shares.ShareOf(0, 1)]);
    }

    [Fact]
    public void Missing_values_make_estimates()
    {
        var shares = new VarianceShares([2, 2], [0, 1, 0, double.NaN]);

        Assert.False(shares.IsExact);
        Assert.Equal(1, shares.Missing);
        Assert.True(shares.ShareOf(1) > shares.ShareOf(0));
    }

    [Fact]
    public void Nothing_matters_if_all_values_are_the_same() =>
        Assert.Equal(0, new VarianceShares([2, 2], [0.1, 0.1, 0.1, 0.1]).ShareOf(0));

    private static IEnumerable<int[]> Subsets(int axes) => Enumerable.Range(1, (1 << axes) - 1)
        .Select(set => Enumerable.Range(0, axes).Where(axis => (set >> axis & 1) == 1).ToArray());
}
