using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Problems;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Sweeps.Tests.SweepFile;

/// <summary>Axes of evenly spread numbers, read, refused, and written.</summary>
public sealed class AxisFileTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "decay { uniform = [0, 1], step = 0 }", "decay.step", "found 0: write a finite number greater than 0" },
        { "decay { uniform = [0, 1], step = -1 }", "decay.step", "found -1: write a finite number greater than 0" },
        { "decay { uniform = [0, 1], step = x }", "decay.step", "found x: write a finite number greater than 0" },
        {
            "decay { uniform = [0, 1], step = 1e999 }",
            "decay.step",
            "found 1e999: it is beyond 1.8E+308, the largest number there is here; "
                + "write a finite number greater than 0"
        },
        {
            "decay { uniform = [0, 1], step = 0.5, count = 3 }",
            "decay.count",
            "step says how many points there are: leave one of the two out"
        },
        {
            "decay { log-uniform = [0.1, 1], step = 0.5 }",
            "decay.step",
            "the points of log-uniform are not evenly spread: write count = 5, and no step"
        },
        {
            "decay { log-integer = [1, 9], step = 1 }",
            "decay.step",
            "the points of log-integer are not evenly spread: write count = 5, and no step"
        },
        {
            "decay { uniform = [0, 1], step = 1.5 }",
            "decay.step",
            "no step fits between the two ends: write a smaller one"
        },
        {
            "decay { integer = [1, 3], step = 3 }",
            "decay.step",
            "no step fits between the two ends: write a smaller one"
        },
        { "decay { uniform = [0, 1], step = 1e-12 }", "decay.step", "too many steps for an axis: write a larger one" },
        {
            "decay { uniform = [1, 1.000000001], step = 1e-12 }",
            "decay.step",
            "1 would stand among the 1001 points twice: write a larger step or a wider uniform"
        },
        { "decay { integer = [1, 9], step = 1.5 }", "decay.step", "found 1.5: write a whole number of at least 1" },
        { "epochs { uniform = [1, 9], step = 0.5 }", "epochs.step", "found 0.5: write a whole number of at least 1" },
        { "decay { choice = [1], step = 1 }", "decay.step", "a list has its own length: leave step out" },
        { "decay { integer = [0.5, 3] }", "decay.integer", "found 0.5: write a whole number" },
        { "decay { integer = [1, 2.5], count = 2 }", "decay.integer", "found 2.5: write a whole number" },
        { "decay { log-integer = [1, 2.5], count = 2 }", "decay.log-integer", "found 2.5: write a whole number" },
        { "decay { integer = [3, 3] }", "decay.integer", "3 is not below 3: write [low, high] with low < high" },
        { "decay { integer = 3 }", "decay.integer", "found 3: write the two ends, [low, high]" },
        { "decay { integer = [1, 3], count = 0 }", "decay.count", "found 0: write a whole number of at least 1" },
        {
            "decay { integer = [1, 3], count = 5 }",
            "decay.count",
            "2 would stand among the 5 points twice: write a smaller count or a wider integer"
        },
        {
            "decay { integer = [0, 3000000000] }",
            "decay.integer",
            "too many numbers for an axis: write count = 5, or other ends"
        },
        {
            "decay { integer = [1000000000000, 1000000000010] }",
            "decay.count",
            "1000000000000 would stand among the 11 points twice: write a smaller count or a wider integer"
        },
        {
            "decay { integer = [1000000000000, 1000000000010], step = 2 }",
            "decay.step",
            "1000000000000 would stand among the 6 points twice: write a larger step or a wider integer"
        },
        {
            "decay { log-integer = [0, 9], count = 2 }",
            "decay.log-integer",
            "found 0: the low end of log-integer must be greater than 0"
        },
        {
            "decay { log-integer = [1, 9] }",
            "decay.count",
            "missing: write count = 5 (the sampler is grid, which needs the number of points)"
        },
        {
            "decay { log-integer = [1, 8], count = 7 }",
            "decay.count",
            "1 would stand among the 7 points twice: write a smaller count or a wider log-integer"
        },
        {
            "decay { integer = [1, 2], log-integer = [1, 2], count = 2 }",
            "decay",
            "integer and log-integer at once: write "
                + "[a, b], { uniform = [low, high], count = n }, { log-uniform = [low, high], count = n } "
                + "or { integer = [low, high] }"
        },
        {
            "loss { integer = [0, 1] }",
            "loss.integer",
            "the values of loss are words: write a list, such as [a, b]"
        },
        { "decay { intger = [0, 1] }", "decay.intger", "no such key: the nearest is integer" },
        {
            "batch-size { integer = [0, 4] }",
            "batch-size.integer",
            "found 0: write a whole number of at least 1"
        },
        {
            "beta-1 { uniform = [0, 0.9], step = 0.5 }\nbeta-2 { uniform = [0, 1], step = 0.5 }",
            "beta-2.uniform",
            "found 1: write a number from 0 up to, but not including, 1"
        },
    };

    private static Gen<Domain> Real => Gen.OneOf(
        from low in Gen.Choose(0, 1_000).Select(n => n / 7.0)
        from step in Gen.Choose(1, 1_000).Select(n => n / 64.0)
        from count in Gen.Choose(1, 1_000)
        from beyond in Gen.Elements(0, 0.5)
        select (Domain)new Domain.Stepped(low, low + step * (count + beyond), step),
        Whole);

    private static Gen<Domain> Whole => Gen.OneOf(
        from low in Gen.Choose(1, 1_000)
        from count in Gen.Choose(1, 1_000)
        from width in Gen.Choose(count, 10 * count)
        select (Domain)new Domain.IntegerUniform(low, low + width, count),
        from low in Gen.Choose(1, 1_000)
        from factor in Gen.Choose(4, 1_000)
        from count in Gen.Choose(1, 3)
        select (Domain)new Domain.IntegerLogUniform(low, low * factor, count),
        from low in Gen.Choose(1, 1_000)
        from step in Gen.Choose(1, 1_000)
        from count in Gen.Choose(1, 1_000)
        from beyond in Gen.Choose(0, step - 1)
        select (Domain)new Domain.Stepped(low, low + step * count + beyond, step) { IsWhole = true });

    [Theory]
    [InlineData("decay { uniform = [0, 1], step = 0.25 }", "0 0.25 0.5 0.75 1")]
    [InlineData("decay { uniform = [0, 1], step = 0.3 }", "0 0.3 0.6 0.9")]
    [InlineData("decay { integer = [2, 5] }", "2 3 4 5")]
    [InlineData("decay { integer = [0, 100], count = 5 }", "0 25 50 75 100")]
    [InlineData("decay { integer = [0, 10], count = 4 }", "0 3 7 10")]
    [InlineData("decay { integer = [2, 9], step = 3 }", "2 5 8")]
    [InlineData("decay { log-integer = [1, 1000], count = 4 }", "1 10 100 1000")]
    [InlineData("decay { integer = [1, 2], count = 1 }", "1")]
    [InlineData("epochs { integer = [1, 3] }", "1 2 3")]
    [InlineData("epochs { uniform = [1, 9], step = 4 }", "1 5 9")]
    public void An_axis_has_the_points_that_it_says(string axis, string points)
    {
        var read = Assert.Single(Read(axis).Parameters);
        Assert.Equal(points, string.Join(' ', Enumerable.Range(0, read.Count).Select(i => read[i])));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_with_an_axis_is_told_with_its_place(string axis, string place, string problem)
    {
        var line = place.StartsWith("beta-2", StringComparison.Ordinal) ? 2 : 1;
        Assert.Equal(
            [$"sweep.hocon:{line}: sweep.search-space.{place}: {problem}"],
            Assert.Throws<InvalidInputException>(() => Read(axis)).Problems.Select(found => found.ToString()));
    }

    [Fact]
    public void Axes_written_and_read_are_the_same_axes() => Properties.Hold(
        from real in Real
        from whole in Whole
        select new SearchSpace([new Parameter("decay", real), new Parameter("epochs", whole)]),
        space =>
        {
            var spec = Sweep("decay = [1]") with { SearchSpace = space };

            var read = SweepFileReader.Parse(SweepFileWriter.Text(spec, "/a"), "/a/sweep.hocon", []);

            Assert.Equal(space, read.SearchSpace);
        });

    private static SearchSpace Read(string axes) => Sweep(axes).SearchSpace;

    private static SweepSpec Sweep(string axes) => SweepFileReader.Parse(
        $"sweep {{ dataset.synthetic {{}}, name = a, training.optimizer = adam, search-space {{ {axes} }} }}",
        "sweep.hocon",
        []);
}
