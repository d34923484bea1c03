using Microsoft.Playwright;

namespace SweepCluster.Acceptance.Tests.Reports;

/// <summary>A real browser without a network, and what it complains of.</summary>
internal sealed class Browser : IAsyncDisposable
{
    // A script may catch what the page's policy forbids it.
    private const string TellViolations =
        """
        document.addEventListener('securitypolicyviolation', event =>
          console.error(`the page's policy forbids ${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Errors of pages, and whatever they asked for beside their own file.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Where a picture of a page is kept as the tests' output.</summary>
    public static string Screenshot(string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots")).FullName, name);

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

    /// <summary>Opens a page of a server; whatever it asks of another host is a complaint.</summary>
    public async Task<IPage> Visit(Uri address, ColorScheme colours)
    {
        var page = await NewPage(colours, offline: false, address.GetLeftPart(UriPartial.Authority), $"ws://{address.Authority}");
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
        // On a machine with much else to do a page may take its time; one that never comes is found out all the same.
        context.SetDefaultTimeout((float)TimeSpan.FromMinutes(3).TotalMilliseconds);
        await context.AddInitScriptAsync(TellViolations);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += (_, dialog) => Complaints.Add($"said {dialog.Message}");
        page.Request += (_, request) => Look(request.Url);
        page.WebSocket += (_, socket) => Look(socket.Url);
        return page;

        void Look(string url)
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
