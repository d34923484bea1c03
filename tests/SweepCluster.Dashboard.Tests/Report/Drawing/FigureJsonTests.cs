using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SweepCluster.Dashboard.Report.Drawing;

namespace SweepCluster.Dashboard.Tests.Report.Drawing;

public sealed class FigureJsonTests
{
    private static readonly Gen<object?> Values = Gen.OneOf(
        Gen.Elements<object?>("", "trial 3", "<b>\"100 %\"</b>\n\\é–\u2028", true, false),
        Gen.Choose(-1000, 1000).Select(value => (object?)value),
        Gen.Choose(-1000, 1000).Select(value => (object?)(value * 1e12)),
        Gen.Choose(-1000, 1000).Select(value => (object?)(value / 7.0)),
        Gen.ArrayOf(Gen.OneOf(Gen.Constant((double?)null), Gen.Choose(-9, 9).Select(value => (double?)(value / 9.0))))
            .Select(values => (object?)values),
        Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(-9, 9), 2)).Select(values => (object?)values),
        Gen.Choose(0, 9)
            .Select(value => (object?)Plot.With(("text", $"{value}"), ("font", Plot.With(("size", value))))));

    private static readonly Gen<(object?[][] Traces, object?[] Layout)> Figures =
        from traces in Gen.ArrayOf(Gen.ArrayOf(Values))
        from layout in Gen.ArrayOf(Values)
        select (traces, layout);

    [Fact]
    public void It_is_the_JSON_of_the_figure() => Properties.Hold(Figures, figure =>
    {
        var traces = figure.Traces.Select(values => Plot.Trace("scatter", Named(values))).ToList();
        var layout = Plot.With(Named(figure.Layout));
        var expected = JsonSerializer.SerializeToNode(new { data = traces, layout });

        var actual = FigureJson.Of(traces, layout);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(actual)), $"{actual}\nis not\n{expected}");
    });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_is_not_finite_is_null(double value) => Assert.Equal(
        """{"data":[{"type":"scatter","y":[1.5,null]}],"layout":{}}""",
        FigureJson.Of([Plot.Trace("scatter", ("y", new[] { 1.5, value }))], []));

    [Fact]
    public void A_type_that_plotly_does_not_know_is_refused() => Assert.Throws<ArgumentException>(
        () => FigureJson.Of([Plot.Trace("scatter", ("x", DateTime.UnixEpoch))], []));

    private static (string Name, object? Value)[] Named(object?[] values) =>
        [.. values.Select((value, i) => ($"a{i}", value))];
}
