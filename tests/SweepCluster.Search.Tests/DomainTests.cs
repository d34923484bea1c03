using FsCheck.Fluent;

namespace SweepCluster.Search.Tests;

public sealed class DomainTests
{
    [Fact]
    public void An_axis_of_integers_takes_every_one() => Properties.Hold(
        from low in Gen.Choose(-1_000_000_000, 1_000_000_000)
        from width in Gen.Choose(1, 1_000)
        select (low, width),
        test => Assert.Equal(
            Enumerable.Range(test.low, test.width + 1).Select(n => (double)n),
            Values(new Domain.IntegerUniform(test.low, test.low + test.width, test.width + 1))));

    [Fact]
    public void So_many_integers_are_spread_evenly_from_end_to_end() => Properties.Hold(
        from low in Gen.Choose(-1_000_000, 1_000_000)
        from count in Gen.Choose(2, 50)
        from width in Gen.Choose(count - 1, 1_000_000)
        select (low, count, width),
        test =>
        {
            var values = Values(new Domain.IntegerUniform(test.low, test.low + test.width, test.count));

            Assert.Equal((test.low, test.low + test.width), (values[0], values[^1]));
            Assert.All(values, value => Assert.True(double.IsInteger(value)));
            Assert.All(values.Select((value, i) => (value, i)), each => Assert.InRange(
                Math.Abs(each.value - (test.low + (double)test.width * each.i / (test.count - 1))), 0, 0.5 + 1e-6));
            Assert.Equal(values.Distinct(), values);
        });

    [Fact]
    public void Integers_whose_logarithms_are_spread_grow_by_about_the_same_factor() => Properties.Hold(
        from low in Gen.Choose(1, 1_000)
        from factor in Gen.Choose(2, 1_000_000)
        from count in Gen.Choose(2, 30)
        select (low, high: (double)low * factor, count),
        test =>
        {
            var values = Values(new Domain.IntegerLogUniform(test.low, test.high, test.count));

            Assert.Equal((test.low, test.high), (values[0], values[^1]));
            Assert.All(values, value => Assert.True(double.IsInteger(value)));
            Assert.All(values.Select((value, i) => (value, i)), each => Assert.InRange(
                Math.Abs(each.value - test.low * Math.Pow(test.high / test.low, each.i / (test.count - 1.0))),
                0,
                0.5 + 1e-9 * test.high));
        });

    [Fact]
    public void Steps_go_from_the_lower_end_as_far_as_the_upper_one() => Properties.Hold(
        from low in Gen.Choose(-10_000, 10_000).Select(n => n / 100.0)
        from step in Gen.Choose(1, 1_000).Select(n => n / 1_000.0)
        from count in Gen.Choose(1, 1_000)
        from beyond in Gen.Elements(0, 0.25, 0.5, 0.999)
        select (low, step, count, high: low + step * (count + beyond)),
        test =>
        {
            var domain = new Domain.Stepped(test.low, test.high, test.step);
            var values = Values(domain);

            Assert.Equal(test.count + 1, domain.Count);
            Assert.Equal(test.low, values[0]);
            Assert.All(values.Select((value, i) => (value, i)), each => Assert.Equal(
                test.low + each.i * test.step, each.value, 1e-9));
            Assert.InRange(values[^1], test.high - test.step, test.high + 1e-9);
        });

    [Theory]
    [InlineData(0, 1, 0.1, "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1")]
    [InlineData(0, 1, 0.3, "0 0.3 0.6 0.9")]
    [InlineData(-1, 1, 0.5, "-1 -0.5 0 0.5 1")]
    [InlineData(0.5, 0.7, 0.05, "0.5 0.55 0.6 0.65 0.7")]
    [InlineData(1, 10, 3, "1 4 7 10")]
    [InlineData(1, 9, 3, "1 4 7")]
    public void Stepped_numbers_are_those_that_people_would_write(
        double low, double high, double step, string expected) =>
        Assert.Equal(expected, Text(new Domain.Stepped(low, high, step)));

    [Theory]
    [InlineData(1, 1000, 4, "1 10 100 1000")]
    [InlineData(1, 9, 3, "1 3 9")]
    [InlineData(8, 512, 4, "8 32 128 512")]
    [InlineData(5, 5.5, 1, "5")]
    public void Logarithmic_integers_are_those_that_people_would_write(
        double low, double high, int count, string expected) =>
        Assert.Equal(expected, Text(new Domain.IntegerLogUniform(low, high, count)));

    [Theory]
    [InlineData(0, 1, 2, 1)]
    [InlineData(0, 1, 1e-12, int.MaxValue)]
    [InlineData(-double.MaxValue, double.MaxValue, 1, int.MaxValue)]
    [InlineData(0, 1, 1, 2)]
    public void Steps_are_counted_as_far_as_one_can_count(double low, double high, double step, int points) =>
        Assert.Equal(points, Domain.Stepped.PointsOf(low, high, step));

    private static List<double> Values(Domain domain) =>
        [.. Enumerable.Range(0, domain.Count).Select(i => domain[i].Number)];

    private static string Text(Domain domain) =>
        string.Join(' ', Enumerable.Range(0, domain.Count).Select(i => domain[i]));
}
