using System.Text;
using Microsoft.Playwright;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Reports;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>Input with markup stays text, and a page copes with very large input.</summary>
public sealed class HostilePagesTests : TemporaryFolder
{
    private const string Image = "<img src=x onerror=alert(1)>";
    private const string Script = "</script><script>alert(2)</script>";

    [Fact]
    [Trait("Length", "long")]
    public async Task Tags_in_names_and_data_are_shown_as_text()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Visit(dashboard.Address, ColorScheme.Light);
        await page.Paste(dashboard.Address, $"sweep {{\n  \"{Image}\" = \"{Script}\"\n}}");
        await Start(page);
        await page.Shows("[role=alert] li", Image);
        await page.Paste(dashboard.Address,
            $$"""
            sweep {
              name = hostile
              dataset { csv { path = "rows.csv", features = ["{{Image}}", "=1+1"], target = "{{Script}}" } }
              training { epochs = 3 }
              search-space { learning-rate = [0.01, 0.1], decay = [0, 0.1] }
            }
            """);
        await Upload(page, $"{Image},=1+1,{Script}\n1,{Image},3\n");
        await Start(page);
        await page.Shows("[role=alert] li", Image);
        var rows = Enumerable.Range(0, 200).Select(i => $"{i % 7},{i % 11},{(i % 7) + (i % 11)}\n");
        await Upload(page, $"{Image},=1+1,{Script}\n{string.Concat(rows)}");
        var id = await page.Submit();
        await page.Shows(".phase.good", "finished");
        await page.Shows(".rows th", $"w_{Image}");
        await page.Shows(".rows th", "w_=1+1");
        await page.Until("document.querySelectorAll('.figure[data-drawn]').length === 6");
        await page.Go(dashboard.Address, $"sweeps/{id}/trials/0");
        await page.Shows(".cells dt", $"w_{Image}");
        await page.Go(dashboard.Address, $"sweeps/{Uri.EscapeDataString(Image)}");
        await page.Shows("h1", Image);
        await page.Shows("main p", "knows no sweep of this name");

        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_file_that_is_far_too_long_is_refused_and_the_page_goes_on_working()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Visit(dashboard.Address, ColorScheme.Light);
        await page.Paste(dashboard.Address, "sweep {}");
        await page.GetByLabel("Sweep file", new() { Exact = true }).Last.SetInputFilesAsync(new FilePayload
        {
            Name = "long.hocon",
            MimeType = "text/plain",
            Buffer = Encoding.UTF8.GetBytes(new string('#', 5_000_000)),
        });
        await page.Shows("[role=status]", "a sweep file may have 262,144");

        await Start(page);
        await page.Shows("[role=alert] li");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    [Trait("Length", "long")]
    public async Task Of_a_hundred_thousand_trials_only_those_in_view_are_sent()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 2);
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Visit(dashboard.Address, ColorScheme.Light);
        var id = await dashboard.Submit(
            """
            sweep {
              name = many
              dataset { synthetic { target = difference, rows = 64 } }
              search-space {
                learning-rate = { log-uniform = [1e-4, 1], count = 500 }
                decay = { uniform = [0, 0.1], count = 200 }
              }
            }
            """);
        await page.Go(dashboard.Address, $"sweeps/{id}");
        await page.Shows(".phase.good", "finished");
        await page.Shows(".tools [role=status]", "100,000 of 100,000 trials");
        await page.Until("document.querySelectorAll('.figure[data-drawn]').length === 6");
        await page.EvaluateAsync("document.querySelector('.rows').scrollTop = 1e9");
        await page.Until(
            "Array.from(document.querySelectorAll('.rows tbody tr')).some(row => row.ariaRowIndex === '100001')");

        Assert.InRange(await page.Locator(".rows tbody tr").CountAsync(), 10, 200);
        await page.GetByRole(AriaRole.Button, new() { Name = "trial_id" }).ClickAsync();
        await page.EvaluateAsync("document.querySelector('.rows').scrollTop = 0");
        await page.Until("document.querySelector('.rows tbody a')?.textContent === '0'");
        Assert.Empty(browser.Complaints);
    }

    private static Task Start(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();

    private static async Task Upload(IPage page, string table)
    {
        await page.GetByLabel("Data file").SetInputFilesAsync(new FilePayload
        {
            Name = $"{Image}.csv".Replace("/", "", StringComparison.Ordinal),
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(table),
        });
        await page.Shows("[role=status]", $"is here, {Encoding.UTF8.GetByteCount(table):N0} bytes");
    }
}
