using System.Text.Json;
using SweepCluster.Dashboard.Report.Drawing;
using SweepCluster.Dashboard.Report.Grids;

namespace SweepCluster.Dashboard.Tests.Report.Drawing;

public sealed class CurvesFigureTests
{
    [Fact]
    public void Points_lie_at_their_own_steps_and_a_negative_metric_at_itself()
    {
        var curves = new LearningCurves(
            "reward", false, "step", [(7, new Curve([-2, 3.5], [100, 250]))], [new Curve([-1])], IsWhole: true);
        using var figure = JsonDocument.Parse(CurvesFigure.Of(curves));
        var data = figure.RootElement.GetProperty("data");
        var layout = figure.RootElement.GetProperty("layout");

        Assert.Equal("[1,null]", data[0].GetProperty("x").GetRawText());
        Assert.Equal("[-1,null]", data[0].GetProperty("y").GetRawText());
        Assert.Equal("[100,250]", data[1].GetProperty("x").GetRawText());
        Assert.Equal("[-2,3.5]", data[1].GetProperty("y").GetRawText());
        Assert.StartsWith(
            "trial 7, step %{x}", data[1].GetProperty("hovertemplate").GetString(), StringComparison.Ordinal);
        Assert.Equal("step", layout.GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("reward", layout.GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString());
    }
}
