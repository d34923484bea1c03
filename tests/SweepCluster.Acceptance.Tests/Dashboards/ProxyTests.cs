using Microsoft.Playwright;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Reports;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>A user reaches the dashboard through a reverse proxy.</summary>
public sealed class ProxyTests : TemporaryFolder
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private const string Sweep =
        """
        sweep {
          name = small
          dataset { synthetic { target = difference, rows = 200 } }
          search-space { learning-rate = [0.001, 0.01], batch-size = [8, 32] }
        }
        """;

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Every_page_works_below_a_path(bool keepsPath, bool keepsHost)
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        await using var proxy = new ForwardingProxy("/sweep", keepsPath, keepsHost).Begin();
        using var dashboard = await DashboardProcess.Start(
            cluster.Address, "--public-url", proxy.Address.AbsoluteUri, "--token-file", Write("token", Token));
        proxy.PassTo(dashboard.Address);
        await using var browser = await Browser.Start();
        var page = await browser.Visit(new Uri(proxy.Address, "nodes"), ColorScheme.Light);
        await page.FillAsync("#token", Token);
        await page.Keyboard.PressAsync("Enter");
        await page.Until("document.querySelectorAll('.nodes tbody tr').length === 2");
        Assert.Equal(new Uri(proxy.Address, "nodes").AbsoluteUri, page.Url);
        var cookie = Assert.Single(
            await page.Context.CookiesAsync(),
            cookie => cookie.HttpOnly && cookie.Name.Contains("sweep", StringComparison.Ordinal));
        Assert.Equal("/sweep", cookie.Path);

        await page.GetByRole(AriaRole.Link, new() { Name = "New sweep" }).ClickAsync();
        await page.Paste(proxy.Address, Sweep);
        var id = await page.Submit();
        await page.Shows(".phase.good", "finished");
        await page.Until("document.querySelectorAll('.figure[data-drawn]').length === 6");
        await page.ShowsFigures(["objective", "verdict", "importance", "curves", "excess", "parallel"]);
        var download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "summary.csv", Exact = true }).ClickAsync());
        Assert.StartsWith(new Uri(proxy.Address, "api/v1/").AbsoluteUri, download.Url, StringComparison.Ordinal);
        await page.ClickAsync(".rows tbody a");
        await page.WaitForURLAsync($"{proxy.Address}sweeps/{id}/trials/*");
        await page.Until("document.querySelectorAll('.said').length > 0");
        await page.ClickAsync(".brand");
        await page.Shows(".sweeps tbody tr", id);

        Assert.Equal(proxy.Address.AbsoluteUri, page.Url);
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Without_its_public_address_a_page_says_what_is_missing()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await using var otherHost = new ForwardingProxy("", keepsPath: true, keepsHost: false).Begin();
        await using var otherPath = new ForwardingProxy("/sweep", keepsPath: false, keepsHost: false).Begin();
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        otherHost.PassTo(dashboard.Address);
        otherPath.PassTo(dashboard.Address);
        await using var browser = await Browser.Start();

        var unconnected = await browser.Visit(otherHost.Address, ColorScheme.Light);
        await unconnected.Shows("#not-connected", "--public-url");
        var unstyled = await browser.Visit(otherPath.Address, ColorScheme.Light);
        await unstyled.Shows(".unstyled", "--public-url");
    }
}
