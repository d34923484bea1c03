using Microsoft.Playwright;

namespace SweepCluster.Acceptance.Tests.Reports;

/// <summary>report.html in a real browser without a network; screenshots are kept in artifacts/screenshots.</summary>
public sealed class ReportTests : TemporaryFolder
{
    private static readonly string[] Always = ["objective", "verdict", "importance", "curves", "excess", "parallel"];

    [Fact]
    public Task All_figures_are_drawn_and_the_report_prints() => AreDrawn("keras-decay", 75, 3);

    [Theory]
    [Trait("Length", "long")]
    [InlineData("sunspots", 12, 0)]
    [InlineData("extrapolation", 30, 0, "repeats")]
    public Task All_figures_of_another_sweep_are_drawn_and_the_report_prints(
        string example, int rows, int maps, params string[] more) => AreDrawn(example, rows, maps, more);

    [Fact]
    public async Task Rows_are_sorted_and_filtered_and_axes_are_chosen()
    {
        await Run("keras-decay");
        await using var browser = await Browser.Start();
        var page = await browser.Open(In("out", "report.html"), ColorScheme.Light);

        await page.Locator("#ranked th", new() { HasText = "trial_id" }).GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal("0", await page.Locator("#ranked tbody tr >> nth=0 >> td >> nth=1").TextContentAsync());
        await page.Locator("#ranked th", new() { HasText = "excess_rmse" }).GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal("57", await page.Locator("#ranked tbody tr >> nth=0 >> td >> nth=1").TextContentAsync());

        await page.FillAsync("#filter", "stalled 128");
        var stalled = Summary.Read(In("out")).Count(row => row["verdict"] == "STALLED" && row["batch_size"] == "128");
        Assert.Equal(stalled, await page.Locator("#ranked tbody tr:visible").CountAsync());
        Assert.Equal($"{stalled} of 75 rows", await page.TextContentAsync("#shown"));

        await page.SelectOptionAsync("select[data-map=objective]", "objective-1");
        await page.Until("document.getElementById('objective').dataset.drawn === 'objective-1'");
        Assert.Equal(5, await page.Locator("#objective .hm").CountAsync());
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_report_is_written_again_from_the_files_with_the_same_bytes()
    {
        await Run("sunspots");
        var report = File.ReadAllBytes(In("out", "report.html"));
        var summary = File.ReadAllBytes(In("out", "summary.csv"));
        File.Delete(In("out", "report.html"));
        var ended = await SweepProcess.Run(["report", In("out")]);

        Assert.Equal((0, $"{In("out", "report.html")}\n"), (ended.ExitCode, ended.Output));
        Assert.Equal(report, File.ReadAllBytes(In("out", "report.html")));
        Assert.Equal(summary, File.ReadAllBytes(In("out", "summary.csv")));
    }

    [Fact]
    public async Task A_folder_without_a_sweep_is_reported_in_one_line()
    {
        var ended = await SweepProcess.Run(["report", Folder]);

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal(
            $"sweep: {Folder} is no finished sweep: it has no sweep.hocon. "
            + "Give the folder that 'sweep run' wrote.\n",
            ended.Error);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_loses_no_result()
    {
        // The report is first written under this name.
        Directory.CreateDirectory(In("out", ".report.html.sweep-part", "in the way"));
        var ended = await SweepProcess.Run(["run", Repository.Example("keras-answer"), "--out", In("out")]);

        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("report.html was not written", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.Equal("COMPLETE", Summary.Read(In("out")).Single()["state"]);
    }

    private async Task AreDrawn(string example, int rows, int maps, params string[] more)
    {
        await Run(example);
        await using var browser = await Browser.Start();
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await browser.Open(In("out", "report.html"), colours);
            var picture = Browser.Screenshot($"{example}-{colours}.png");
            await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = picture });
            await ShowsAllFigures(page, [.. Always, .. more]);
            Assert.Equal(rows, await page.Locator("#ranked tbody tr").CountAsync());
            Assert.Equal(maps, await page.Locator("select[data-map=objective] option").CountAsync());
            await Prints(page, Browser.Screenshot($"{example}-{colours}.pdf"));
            await page.FitsTelephone();
        }

        Assert.Empty(browser.Complaints);
    }

    private async Task Run(string example)
    {
        var ended = await SweepProcess.Run(["run", Repository.Example(example), "--out", In("out"), "--quiet"]);
        Assert.Equal(0, ended.ExitCode);
    }

    private static async Task ShowsAllFigures(IPage page, string[] names)
    {
        await page.ShowsFigures(names);
        var fits = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth");
        Assert.True(fits, "The page is too wide.");
    }

    private static async Task Prints(IPage page, string path)
    {
        await page.PdfAsync(new PagePdfOptions { Path = path, PrintBackground = true, PreferCSSPageSize = true });
        Assert.InRange(new FileInfo(path).Length, 20_000, 20_000_000);
        Assert.Equal("%PDF-", File.ReadAllText(path)[..5]);
    }
}
