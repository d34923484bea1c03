using Microsoft.Playwright;

namespace SweepCluster.Acceptance.Tests.Reports;

/// <summary>A real browser that collects the errors of its pages.</summary>
internal sealed class Browser : IAsyncDisposable
{
    // A page's script may catch the exception of a violation, and so hide it.
    private const string ReportViolations =
        """
        document.addEventListener('securitypolicyviolation', event => console.error(
          `the page's policy forbids ${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>The errors of pages, and their requests to anything but their own file or server.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The path under which the tests keep a picture of a page.</summary>
    public static string Screenshot(string name)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        return Path.Combine(Directory.CreateDirectory(folder).FullName, name);
    }

    public static async Task<Browser> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        }));
    }

    /// <summary>Opens a file, in light or dark colours, and waits until all its figures are drawn.</summary>
    public async Task<IPage> Open(string file, ColorScheme colours)
    {
        var page = await NewPage(colours, offline: true, "file://");
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        await page.Until("document.body.dataset.drawn");
        return page;
    }

    /// <summary>Opens a page of a server; a request to another host is a complaint.</summary>
    public async Task<IPage> Visit(Uri address, ColorScheme colours)
    {
        var page = await NewPage(
            colours, offline: false, address.GetLeftPart(UriPartial.Authority), $"ws://{address.Authority}");
        await page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    private async Task<IPage> NewPage(ColorScheme colours, bool offline, params string[] own)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            Offline = offline,
            ColorScheme = colours,
            ViewportSize = new ViewportSize { Width = 1200, Height = 900 },
        });
        // On a busy machine, a page may take longer than the default of 30 seconds.
        context.SetDefaultTimeout((float)TimeSpan.FromMinutes(3).TotalMilliseconds);
        await context.AddInitScriptAsync(ReportViolations);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += (_, dialog) => Complaints.Add($"said {dialog.Message}");
        page.Request += (_, request) => Check(request.Url);
        page.WebSocket += (_, socket) => Check(socket.Url);
        return page;

        void Check(string url)
        {
            if (!own.Append("data:").Append("blob:").Any(start => url.StartsWith(start, StringComparison.Ordinal)))
                Complaints.Add($"asked for {url}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
