using System.Collections.Immutable;
using FsCheck.Fluent;

namespace SweepCluster.Search.Tests;

public sealed class SearchSpaceTests
{
    [Fact]
    public void The_lazy_grid_is_the_product_of_its_axes_with_the_first_varying_slowest() => Properties.Hold(
        Gen.Choose(1, 5).ArrayOf().Where(counts => counts.Length <= 5),
        counts =>
        {
            var space = new SearchSpace([.. counts.Select((count, i) => new Parameter($"p{i}", Numbers(count)))]);

            var product = space.Parameters.Aggregate(
                (IEnumerable<ImmutableArray<SettingValue>>)[[]],
                (points, axis) => points.SelectMany(p => Enumerable.Range(0, axis.Count).Select(i => p.Add(axis[i]))));

            Assert.Equal(product.Count(), space.Count);
            Assert.Equal(
                product.Select((values, i) => $"{i}: {string.Join(' ', values)}"),
                Enumerable.Range(0, (int)space.Count)
                    .Select(i => space[i])
                    .Select(c => $"{c.Index}: {string.Join(' ', c.Values)}"));
            var points = new GridPoints(space);
            for (var i = 0; i < space.Count; i++)
                Assert.Equal(space[i].Values, points[i].Values);
        },
        count: 100);

    [Fact]
    public void A_grid_of_a_million_millions_is_arithmetic()
    {
        var space = new SearchSpace(
        [
            new Parameter("learning-rate", new Domain.LogUniform(1e-6, 1, 1_000_001)),
            new Parameter("batch-size", new Domain.Uniform(1, 1_000_000, 1_000_000)),
        ]);

        Assert.Equal(1_000_001_000_000, space.Count);
        Assert.Equal(["1E-06", "1"], space[0].Values.Select(v => v.ToString()));
        Assert.Equal(["0.001", "2"], space[500_000_000_001].Values.Select(v => v.ToString()));
        Assert.Equal(["1", "1000000"], space[1_000_000_999_999].Values.Select(v => v.ToString()));
        Assert.Equal(space[500_000_000_001].Values, new GridPoints(space)[500_000_000_001].Values);
        Assert.Throws<ArgumentOutOfRangeException>(() => space[1_000_001_000_000]);
        Assert.Throws<ArgumentOutOfRangeException>(() => space[-1]);
    }

    [Fact]
    public void A_space_without_axes_has_one_configuration()
    {
        var space = new SearchSpace([]);

        Assert.Equal(1, space.Count);
        Assert.Empty(space[0].Values);
    }

    private static Domain.Choice Numbers(int count) =>
        new([.. Enumerable.Range(0, count).Select(n => SettingValue.Of(n))]);
}
