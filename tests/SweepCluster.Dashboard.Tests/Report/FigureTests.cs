using System.Text.Json;
using SweepCluster.Dashboard.Report;
using SweepCluster.Dashboard.Report.Drawing;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Tests.Report;

public sealed class FigureTests
{
    [Fact]
    public void A_map_marks_cells_without_a_finite_value()
    {
        var spec = Example.Spec("learning-rate = [0.1, 0.2]");
        var summary = Example.Summary(Example.Complete(0, 0.001), Example.Diverged(1));
        var axes = new AxisChoice(new Grid(spec, summary).Axes[0], null, null, 40);
        using var figure = JsonDocument.Parse(
            MapFigures.Objective(CellTable.Of(spec, summary.Ranked, axes), axes, "rmse"));
        var data = figure.RootElement.GetProperty("data");

        Assert.Equal("[[-3,null]]", data[0].GetProperty("z").GetRawText());
        Assert.Equal("[\"0.2\"]", data[1].GetProperty("x").GetRawText());
        Assert.Equal("NaN", data[1].GetProperty("text").GetString());
    }

    [Fact]
    public void A_map_claims_nothing_about_cells_that_are_not_trained_yet()
    {
        var spec = Example.Spec("learning-rate = [0.1, 0.2, 0.3, 0.4]");
        var summary = Example.Summary(
            Example.Complete(0, 0.001),
            Example.Diverged(1),
            Example.Without(2, TrialState.Failed),
            Example.Without(3, TrialState.Waiting));
        var axes = new AxisChoice(new Grid(spec, summary).Axes[0], null, null, 40);
        var cells = CellTable.Of(spec, summary.Ranked, axes);
        using var objective = JsonDocument.Parse(MapFigures.Objective(cells, axes, "rmse"));
        using var verdicts = JsonDocument.Parse(MapFigures.Verdicts(cells, axes, new VerdictLegend(spec.Schema)));
        var words = objective.RootElement.GetProperty("data").EnumerateArray().Skip(1)
            .ToDictionary(
                trace => trace.GetProperty("text").GetString()!,
                trace => trace.GetProperty("x").GetRawText());
        var map = verdicts.RootElement.GetProperty("data")[0];

        Assert.Equal(
            "[[\"0.001\",\"\",\"\",\"\"]]",
            objective.RootElement.GetProperty("data")[0].GetProperty("text").GetRawText());
        Assert.Equal(new() { ["NaN"] = "[\"0.2\"]", ["–"] = "[\"0.3\"]" }, words);
        Assert.Equal("[[0,4,5,null]]", map.GetProperty("z").GetRawText());
        Assert.Equal("[[\"C\",\"D\",\"–\",\"\"]]", map.GetProperty("text").GetRawText());
        Assert.Equal("not trained yet", map.GetProperty("customdata")[0][3].GetString());
    }

    [Fact]
    public void A_map_without_any_value_has_no_scale()
    {
        var spec = Example.Spec("learning-rate = [0.1, 0.2]");
        var summary = Example.Summary(Example.Without(0, TrialState.Waiting), Example.Without(1, TrialState.Failed));
        var axes = new AxisChoice(new Grid(spec, summary).Axes[0], null, null, 40);
        using var figure = JsonDocument.Parse(
            MapFigures.Objective(CellTable.Of(spec, summary.Ranked, axes), axes, "rmse"));

        var scale = figure.RootElement.GetProperty("layout").GetProperty("coloraxis");
        Assert.False(scale.GetProperty("showscale").GetBoolean());
    }

    [Fact]
    public void On_a_narrow_page_the_panels_of_a_map_are_below_each_other()
    {
        var spec = Example.Spec("learning-rate = [0.1, 0.2], batch-size = [8, 16], decay = [0, 1, 2, 3]");
        var summary = Example.Summary([.. Enumerable.Range(0, 16).Select(id => Example.Complete(id, id + 1))]);
        var axes = AxisChoice.All(new Grid(spec, summary).Axes).First(choice => choice.Third!.Name == "decay");
        using var figure = JsonDocument.Parse(MapFigures.Verdicts(
            CellTable.Of(spec, summary.Ranked, axes), axes, new VerdictLegend(spec.Schema)));
        var titles = figure.RootElement.GetProperty("narrow").GetProperty("annotations").EnumerateArray()
            .Select(title => (X: title.GetProperty("x").GetDouble(), Y: title.GetProperty("y").GetDouble())).ToList();

        Assert.Equal(4, titles.Count);
        Assert.All(titles, title => Assert.Equal(0, title.X));
        Assert.Equal(titles.OrderByDescending(title => title.Y), titles);
        Assert.Equal(4, titles.Select(title => title.Y).Distinct().Count());
    }

    [Fact]
    public void A_diverged_configuration_counts_as_the_worst_and_is_named()
    {
        var spec = Example.Spec("learning-rate = [0.1, 0.2], decay = [0, 1]");
        var importance = Importance.Of(new Grid(spec, Example.Summary(
            Example.Complete(0, 1), Example.Complete(1, 1), Example.Complete(2, 10), Example.Diverged(3))));

        Assert.Equal([1, 0], importance.Alone.Select(share => Math.Round(share, 9)));
        Assert.Contains("1 configuration diverged", Notes.Importance(importance), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_curves_are_drawn_at_few_epochs_from_the_first_to_the_last()
    {
        var epochs = CurvesFigure.Points(100_000);

        Assert.InRange(epochs.Length, 100, 150);
        Assert.Equal((1, 100_000), (epochs[0], epochs[^1]));
        Assert.Equal(epochs.Order().Distinct(), epochs);
    }

    [Fact]
    public void A_sample_takes_its_share_of_every_value_of_an_axis()
    {
        var drawn = Enumerable.Range(0, 100_000).Where(id => LearningCurves.IsDrawn(id, 100_000, 2000)).ToList();

        Assert.InRange(drawn.Count, 1900, 2100);
        Assert.All(drawn.CountBy(id => id % 10), value => Assert.InRange(value.Value, 150, 250));
    }

    [Theory]
    [InlineData(-6, 0)]
    [InlineData(-0.1, 0.2)]
    [InlineData(1.2, 1.52)]
    [InlineData(-300, 300)]
    public void A_logarithmic_axis_has_some_ticks_and_not_too_many(double low, double high) =>
        Assert.InRange(Numbers.LogTicks(low, high).At.Count(tick => tick >= low && tick <= high), 2, 9);

    [Theory]
    [InlineData(-0.2449, -0.2443)]
    [InlineData(1.2, 1.2)]
    [InlineData(1.21, 1.27)]
    [InlineData(-5.003, -5.0002)]
    public void Values_that_hardly_differ_have_ticks_that_can_be_told_apart(double low, double high)
    {
        var (at, words) = Numbers.LogTicks(low, high);

        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.True(at[0] <= low && at[^1] >= high);
        Assert.InRange(at[^1] - at[0], 0.0099, 0.1);
    }
}
