using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SweepCluster.Dashboard.Components.Charts;
using SweepCluster.Dashboard.Components.Trials;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Dashboard.Watchers;
using SweepCluster.Dashboard.Wording;

namespace SweepCluster.Dashboard.Tests.Components.Charts;

public sealed class SweepFiguresTests : BunitContext
{
    [Fact]
    public void A_sweep_that_is_not_over_has_the_reports_figures_already()
    {
        var script = JSInterop.SetupModule("/assets/dashboard.js");
        script.SetupVoid("draw", _ => true).SetVoidResult();
        Services.AddSingleton<FigureCache>().AddSingleton(TimeProvider.System).AddScoped<PageScript>();
        var figures = Render<SweepFigures>(parameters => parameters
            .Add(it => it.Table, Tables.Growing()).Add(it => it.Text, Tables.Text).Add(it => it.IsOver, true));
        figures.WaitForAssertion(() => Assert.Equal(6, script.Invocations["draw"].Count), TimeSpan.FromMinutes(5));

        Assert.Equal(
            ["objective", "verdict", "importance", "curves", "excess", "parallel"],
            figures.FindAll(".figure").Select(figure => figure.Id));
        Assert.All(
            figures.FindAll(".figure"),
            figure => Assert.False(string.IsNullOrEmpty(figure.GetAttribute("aria-label"))));
    }

    [Fact]
    public void Verdicts_are_counted_and_so_are_trials_that_wait()
    {
        var counts = EndCount.Of(Tables.Growing().Results);
        var bar = Render<VerdictBar>(parameters => parameters.Add(it => it.Counts, counts));

        Assert.Equal(
            ["1 CONVERGED", "1 STALLED", "1 DIVERGED", "3 WAITING"],
            bar.FindAll("li").Select(verdict => verdict.TextContent));
    }

    [Fact]
    public void Curves_of_results_equal_those_of_their_files()
    {
        var curves = LearningCurves.Of(Tables.Growing().Results);

        Assert.Equal([0L, 1L], curves.Best.Select(curve => curve.TrialId));
        var best = curves.Best[0].Curve.Values.Select(value => value.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(["1", "0.5"], best);
        Assert.Single(curves.Sample);
    }
}
