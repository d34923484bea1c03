using Bunit;
using SweepCluster.Dashboard.Components.Trials;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Dashboard.Tests.Components.Trials;

public sealed class TrialTableTests : BunitContext
{
    [Fact]
    public async Task A_second_click_reverses_the_order_and_a_third_restores_the_ranking()
    {
        var table = Rendered();

        Shows(table, "0", "1", "2", "3", "4", "5");
        await Click(table, "rmse");
        Shows(table, "0", "1", "2", "3", "4", "5");
        Assert.Equal("ascending", Heading(table, "rmse").GetAttribute("aria-sort"));
        await Click(table, "rmse");
        Shows(table, "2", "1", "0", "3", "4", "5");
        Assert.Equal("descending", Heading(table, "rmse").GetAttribute("aria-sort"));
        await Click(table, "rmse");
        Shows(table, "0", "1", "2", "3", "4", "5");
        Assert.Null(Heading(table, "rmse").GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task Rows_are_filtered_by_verdict_axis_and_trial()
    {
        var table = Rendered();

        await Choose(table, "verdict", "STALLED");
        Shows(table, "1");
        table.WaitForAssertion(() => Assert.Equal("1 of 6 trials", table.Find(".tools [role=status]").TextContent));
        await Choose(table, "verdict", "");
        await Choose(table, "learning-rate", "0.4");
        Shows(table, "4", "5");
        await table.InvokeAsync(() => table.Find("input").Change("5"));
        Shows(table, "5");
    }

    [Fact]
    public void Names_with_tags_in_them_are_text()
    {
        var table = Rendered();

        Assert.Contains(
            table.FindAll("th button"),
            heading => heading.TextContent == "w_</script><script>alert(1)</script>");
        Assert.Empty(table.FindAll("script"));
        Assert.Empty(table.FindAll("th b"));
    }

    [Fact]
    public void A_number_is_short_and_shows_all_its_digits_when_pointed_at()
    {
        var cell = Render<TrialCell>(parameters => parameters
            .Add(it => it.SweepId, "a")
            .Add(it => it.Column, "rmse")
            .Add(it => it.Cell, Cell.Of(1 / 3.0)));

        cell.MarkupMatches("""<td title="0.3333333333333333">0.3333</td>""");
    }

    private IRenderedComponent<TrialTable> Rendered() => Render<TrialTable>(parameters => parameters
        .Add(it => it.SweepId, "a").Add(it => it.Table, Tables.Growing()));

    // Rows are read on another thread, so they come a moment later.
    private static void Shows(IRenderedComponent<TrialTable> table, params string[] trials) => table.WaitForAssertion(
        () => Assert.Equal(trials, table.FindAll("tbody a").Select(link => link.TextContent)), TimeSpan.FromMinutes(5));

    // On the renderer's own thread, so that nothing is rendered between finding a control and using it.
    private static Task Click(IRenderedComponent<TrialTable> table, string column) =>
        table.InvokeAsync(() => Heading(table, column).QuerySelector("button")!.Click());

    private static Task Choose(IRenderedComponent<TrialTable> table, string name, string value) => table.InvokeAsync(
        () => table.FindAll("label").First(label => label.TextContent.Trim().StartsWith(name, StringComparison.Ordinal))
            .QuerySelector("select")!.Change(value));

    private static AngleSharp.Dom.IElement Heading(IRenderedComponent<TrialTable> table, string column) =>
        table.FindAll("th").First(heading => heading.TextContent.Trim() == column);
}
