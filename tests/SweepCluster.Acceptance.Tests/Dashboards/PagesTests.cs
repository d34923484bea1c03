using Microsoft.Playwright;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Reports;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>A user works with the dashboard of a real cluster.</summary>
public sealed class PagesTests : TemporaryFolder
{
    private static readonly string[] Figures = ["objective", "verdict", "importance", "curves", "excess", "parallel"];

    [Fact]
    [Trait("Length", "long")]
    public async Task A_sweep_is_submitted_watched_while_a_worker_dies_explained_and_fetched()
    {
        var sweep = Example(epochs: 2500);
        var expected = await Run(sweep);
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Visit(dashboard.Address, ColorScheme.Light);
        var nodes = await browser.Visit(new Uri(dashboard.Address, "nodes"), ColorScheme.Dark);
        await nodes.Until("document.querySelectorAll('.nodes tbody tr').length === 3");

        await page.Paste(dashboard.Address, sweep);
        var id = await page.Submit();
        await page.Until("document.querySelectorAll('.rows td.verdict').length > 0");
        Assert.Equal(SweepPhase.Running, (await cluster.All())[0].Phase);
        cluster.Workers[0].Kill();
        cluster.AddWorker();
        await page.Until("document.querySelectorAll('.rows td.verdict').length > 5");
        await page.ScreenshotAsync(new() { Path = Browser.Screenshot("dashboard-running.png") });
        await nodes.Until(
            "Array.from(document.querySelectorAll('.nodes td:last-child'))"
            + ".some(throughput => parseFloat(throughput.textContent) > 0)");
        await nodes.ScreenshotAsync(new() { Path = Browser.Screenshot("dashboard-nodes-running.png") });
        await page.Shows(".phase.good", "finished");
        await page.Shows(".tools [role=status]", "75 of 75 trials");
        await page.Until("document.querySelectorAll('.rows td.verdict').length > 10");
        await page.Until($"document.querySelectorAll('.figure[data-drawn]').length === {Figures.Length}");
        var added = await cluster.Workers[2].Up();
        await nodes.Until(
            "Array.from(document.querySelectorAll('.nodes tbody th'))"
            + $".some(node => node.textContent === '{added}')");

        await page.ShowsFigures(Figures);
        Assert.Equal(expected, await Download(page, "summary.csv"));
        await Explains(page, cluster, id);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task A_sweep_is_paused_resumed_and_cancelled_once_that_is_confirmed()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Visit(dashboard.Address, ColorScheme.Light);
        await page.Paste(dashboard.Address, Clusters.Sweeps.Long("other"));
        var id = await page.Submit();

        await page.GetByRole(AriaRole.Button, new() { Name = $"Pause {id}" }).ClickAsync();
        await page.Shows(".phase", "paused");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Resume {id}" }).ClickAsync();
        await page.Shows(".phase", "running");
        await page.GotoAsync(dashboard.Address.AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Cancel {id}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "No, keep it" }).ClickAsync();
        Assert.False((await cluster.All())[0].Phase.IsEnd());
        await page.GetByRole(AriaRole.Button, new() { Name = $"Cancel {id}" }).ClickAsync();
        // The harmless answer has the focus; the other is the button before it.
        await page.Until("document.activeElement.textContent === 'No, keep it'");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Shows(".phase.bad", "cancelled");

        Assert.Equal(SweepPhase.Cancelled, (await cluster.All())[0].Phase);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task A_user_who_waits_sees_the_cluster_go_and_come_back()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Visit(dashboard.Address, ColorScheme.Light);
        await page.Shows("main p", "No sweep yet");
        cluster.Coordinator.Kill();
        await cluster.Coordinator.End();
        await page.Shows(".trouble", $"no coordinator answers at {cluster.Address}");
        await page.Shows("main p", "There was no sweep when the cluster last answered");
        await cluster.StartCoordinatorAgain();

        await page.Until("document.querySelector('.trouble') === null");
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [Trait("Length", "long")]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_page_is_accessible_and_fits_a_telephone(ColorScheme colours)
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Visit(dashboard.Address, colours);
        await page.Paste(dashboard.Address, "sweep {\n  name = keras-decay\n  training { epoch = 3 }\n}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await page.Shows(".beside", "no such key: the nearest is epochs");
        await page.Inspect("problems", colours);
        await page.Paste(dashboard.Address, Example(epochs: 10));
        await page.GetByRole(AriaRole.Button, new() { Name = "Forecast" }).ClickAsync();
        await page.Shows(".headline", "cannot converge:");
        await page.Inspect("new", colours);
        var id = await page.Submit();
        await page.Shows(".phase.good", "finished");
        await page.Until($"document.querySelectorAll('.figure[data-drawn]').length === {Figures.Length}");
        await page.ShowsFigures(Figures);
        await page.Inspect("sweep", colours);
        await page.Go(dashboard.Address, $"sweeps/{id}/trials/12");
        await page.Until("document.querySelectorAll('#curve[data-drawn]').length === 1");
        await page.Until("document.querySelectorAll('.said').length > 1");
        // A number that is broken at its exponent's sign takes two lines.
        Assert.Empty(await page.Locator(".cells dd").EvaluateAllAsync<string[]>(
            """
            all => all
              .filter(value => value.offsetHeight > 1.6 * parseFloat(getComputedStyle(value).lineHeight))
              .map(value => value.textContent)
            """));
        await page.Inspect("trial", colours);
        await page.Go(dashboard.Address, "nodes");
        await page.Until("document.querySelectorAll('.nodes tbody tr').length === 3");
        await page.Inspect("nodes", colours);
        await page.Go(dashboard.Address, "");
        await page.Shows(".sweeps tbody tr");
        await page.Inspect("sweeps", colours);

        Assert.Empty(browser.Complaints);
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task It_is_used_by_keyboard_and_keeps_the_theme_that_was_chosen()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Visit(dashboard.Address, ColorScheme.Light);
        var id = await dashboard.Submit(Example(epochs: 1));
        await dashboard.Follow(id);
        await page.Go(dashboard.Address, $"sweeps/{id}");
        await page.Until("document.querySelectorAll('.rows td.verdict').length > 10");
        await page.GetByRole(AriaRole.Button, new() { Name = "trial_id" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Until("document.querySelector('.rows tbody a').textContent === '0'");
        await page.Keyboard.PressAsync("Enter");
        await page.Until("document.querySelector('.rows tbody a').textContent === '74'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Light or dark" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Go(dashboard.Address, "nodes");

        var background = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.Equal("dark", await page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        Assert.Equal("rgb(20, 23, 26)", background);
        await page.Keyboard.PressAsync("Tab");
        Assert.False(string.IsNullOrEmpty(await page.EvaluateAsync<string>("document.activeElement.textContent")));
        Assert.Empty(browser.Complaints);
    }

    private static string Example(int epochs) => File.ReadAllText(Repository.Example("keras-decay"))
        .Replace("epochs = 1", $"epochs = {epochs}", StringComparison.Ordinal);

    private async Task<byte[]> Run(string sweep)
    {
        var run = await SweepProcess.Run(["run", Write("keras-decay.hocon", sweep), "--out", In("run"), "--quiet"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return await File.ReadAllBytesAsync(In("run", "summary.csv"), TestContext.Current.CancellationToken);
    }

    private async Task<byte[]> Download(IPage page, string file)
    {
        var download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = file, Exact = true }).ClickAsync());
        Assert.EndsWith($"-{file}", download.SuggestedFilename, StringComparison.Ordinal);
        await download.SaveAsAsync(In("downloaded"));
        return await File.ReadAllBytesAsync(In("downloaded"), TestContext.Current.CancellationToken);
    }

    // The page explains the first trial that stalled in the words of the command line.
    private static async Task Explains(IPage page, TestCluster cluster, string id)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = "verdict", Exact = true }).SelectOptionAsync("STALLED");
        await page.Until(
            "Array.from(document.querySelectorAll('.rows td.verdict')).every(cell => cell.textContent === 'STALLED')");
        await page.ClickAsync(".rows tbody a");
        await page.WaitForURLAsync("**/trials/*");
        var trial = new Uri(page.Url).Segments[^1];
        await page.Until("document.querySelectorAll('.said').length > 1");
        var explained = await cluster.Ask("explain", id, trial);

        Assert.StartsWith($"Trial {trial} STALLED.\n", explained.Output, StringComparison.Ordinal);
        Assert.Equal(explained.Output.TrimEnd().Split('\n'), await page.Locator(".said").AllTextContentsAsync());
        Assert.True(await page.Locator("#attempts ~ .scroll tbody tr").CountAsync() > 0);
    }
}
