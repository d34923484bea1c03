using FsCheck.Fluent;

namespace SweepCluster.Search.Tests;

public sealed class ConfigurationTreeTests
{
    private static readonly Domain Words = new Domain.Choice([SettingValue.Of("a"), SettingValue.Of("b")]);

    [Fact]
    public void All_configurations_are_counted_and_each_has_an_index() => Properties.Hold(
        Spaces.AnyFinite.Where(space => Spaces.Points(space) < 3_000),
        space =>
        {
            var tree = new ConfigurationTree(space);
            var all = Spaces.AllOf(space).Order().ToList();

            Assert.Equal(all.Count, tree.Count);
            Assert.Equal(all.Count, space.DistinctCount);
            Assert.Equal(all, Enumerable.Range(0, all.Count).Select(i => Spaces.Text(tree.At(i))).Order());
        },
        count: 100);

    [Fact]
    public void What_has_no_end_is_not_counted()
    {
        var continuous = new Domain.Uniform(0, 1, Domain.Interval.Continuous);
        var million = new Domain.Uniform(0, 1, 1_000_000);

        Assert.Null(Spaces.Plain(continuous).DistinctCount);
        Assert.Null(Spaces.Plain(million, million, million, million).DistinctCount);
        Assert.Equal(1_000_000_000_000_000_000, Spaces.Plain(million, million, million).DistinctCount);
        Assert.Equal(1, Spaces.Plain().DistinctCount);
    }

    [Fact]
    public void A_condition_needs_a_parameter_and_no_circle()
    {
        Parameter On(string name, string other) =>
            new(name, Words) { When = new Condition(other, [SettingValue.Of("a")]) };

        Assert.Contains("q, which there is not", Assert.Throws<ArgumentException>(
            () => new ConfigurationTree(new SearchSpace([On("p", "q")]))).Message);
        Assert.Contains("circle", Assert.Throws<ArgumentException>(
            () => new ConfigurationTree(new SearchSpace([On("p", "q"), On("q", "p")]))).Message);
    }
}
