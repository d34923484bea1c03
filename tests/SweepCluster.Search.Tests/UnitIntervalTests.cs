using FsCheck.Fluent;

namespace SweepCluster.Search.Tests;

public sealed class UnitIntervalTests
{
    [Fact]
    public void Every_value_has_a_point_that_leads_back_to_it() => Properties.Hold(
        from domain in Spaces.AnyDomain
        from point in Gen.Choose(0, 1_000_000).Select(n => n / 1e6)
        select (domain, point),
        test =>
        {
            var value = test.domain.FromUnit(test.point);
            var back = test.domain.ToUnit(value);

            Assert.True(Spaces.Contains(test.domain, value), $"{test.domain}: {value}");
            Assert.InRange(back, 0, 1);
            Assert.Equal(value, test.domain.FromUnit(back));
            if (test.domain.Size() is null)
                Assert.Equal(test.point, back, 1e-6);
        },
        count: 2_000);

    [Fact]
    public void Values_of_a_finite_domain_have_equal_shares_in_order() => Properties.Hold(
        Spaces.AnyDomain.Where(domain =>
            domain.Size() <= 200 && domain is not (Domain.LogUniform or Domain.IntegerLogUniform)),
        domain =>
        {
            var size = (int)domain.Size()!.Value;
            var values = Enumerable.Range(0, size).Select(i => domain.FromUnit((i + 0.5) / size)).ToList();

            Assert.Equal(Enumerable.Range(0, size).Select(i => domain.ValueAt(i)), values);
            Assert.Equal(values.Distinct(), values);
            if (!domain.IsWord)
                Assert.Equal(values.OrderBy(value => value.Number), values);
        });

    [Theory]
    [InlineData(1, 4, "1 1 2 2 3 3 4 4")]
    [InlineData(-1, 0, "-1 -1 -1 -1 0 0 0 0")]
    public void Integers_have_equal_shares(double low, double high, string expected) => Assert.Equal(
        expected, Text(new Domain.IntegerUniform(low, high, Domain.Interval.Continuous)));

    [Fact]
    public void Logarithmic_integers_have_the_share_of_what_is_rounded_to_them() => Assert.Equal(
        "1 1 1 2 3 5 7 10", Text(new Domain.IntegerLogUniform(1, 12, Domain.Interval.Continuous)));

    [Fact]
    public void Logarithms_are_those_that_people_would_write() => Assert.Equal(
        ["1E-06", "0.001", "1"],
        new[] { 0, 0.5, 1 }.Select(point =>
            new Domain.LogUniform(1e-6, 1, Domain.Interval.Continuous).FromUnit(point).ToString()));

    [Fact]
    public void Listed_numbers_lie_by_size() => Assert.Equal(
        [0.5 / 3, 1.5 / 3, 2.5 / 3],
        new[] { 8.0, 16, 64 }.Select(number => new Domain.Choice(
            [SettingValue.Of(16), SettingValue.Of(64), SettingValue.Of(8)]).ToUnit(SettingValue.Of(number))));

    [Fact]
    public void What_lies_between_points_of_a_grid_has_a_place_between_theirs()
    {
        var domain = new Domain.Uniform(0, 10, 11);

        Assert.InRange(
            domain.ToUnit(SettingValue.Of(3.4)),
            domain.ToUnit(SettingValue.Of(3)), domain.ToUnit(SettingValue.Of(4)));
    }

    private static string Text(Domain domain) =>
        string.Join(' ', Enumerable.Range(0, 8).Select(i => domain.FromUnit((i + 0.5) / 8)));
}
