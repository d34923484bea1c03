using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SweepCluster.Acceptance.Tests.Reports;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>The actions of users on the dashboard's pages.</summary>
internal static class Pages
{
    // The machine may be busy with other tests: a late answer is no fault of a page.
    private const float Patience = 180_000;

    /// <summary>Goes to a page of the same dashboard, and waits until it is connected.</summary>
    public static async Task Go(this IPage page, Uri dashboard, string path)
    {
        await page.GotoAsync(new Uri(dashboard, path).AbsoluteUri);
        await page.Connected();
    }

    /// <summary>Waits until an element is visible; returns it.</summary>
    public static async Task<ILocator> Shows(this IPage page, string selector, string? text = null)
    {
        var found = page.Locator(selector, text is null ? null : new() { HasText = text }).First;
        await found.WaitForAsync(new() { Timeout = Patience });
        return found;
    }

    /// <summary>Pastes a sweep file into the new sweep's page.</summary>
    public static async Task Paste(this IPage page, Uri dashboard, string sweep)
    {
        await page.Go(dashboard, "new");
        await page.FillAsync("textarea", sweep);
        var lines = sweep.Count(letter => letter == '\n') + 1;
        await page.Until($"document.querySelectorAll('.lines span').length === {lines}");
    }

    /// <summary>Starts the sweep that is in the new sweep's page; returns its ID.</summary>
    public static async Task<string> Submit(this IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/sweeps/*", new() { Timeout = Patience });
        return new Uri(page.Url).Segments[^1];
    }

    /// <summary>Waits until the buttons work: before that, the page is only rendered.</summary>
    public static Task Connected(this IPage page) =>
        page.Until("document.querySelector('main')?.dataset.connected === 'true'");

    /// <summary>Takes screenshots, and fails if the page is inaccessible or does not fit a narrow screen.</summary>
    public static async Task Inspect(this IPage page, string name, ColorScheme colours)
    {
        var picture = $"dashboard-{name}-{colours}";
        await page.ScreenshotAsync(new() { FullPage = true, Path = Browser.Screenshot($"{picture}.png") });
        var faults = (await page.RunAxe()).Violations.Where(fault => fault.Impact is "serious" or "critical");
        Assert.Empty(faults.SelectMany(
            fault => fault.Nodes.Select(node => $"{name}, {colours}: {fault.Id}: {node.Html}")));
        await page.FitsTelephone();
        await page.ScreenshotAsync(new() { Path = Browser.Screenshot($"{picture}-narrow.png") });
        await page.SetViewportSizeAsync(1200, 900);
    }
}
