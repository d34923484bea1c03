using System.Net;
using System.Text.RegularExpressions;
using SweepCluster.Dashboard.Hosting;
using SweepCluster.Dashboard.Settings;
using SweepCluster.Dashboard.Tests.Components;

namespace SweepCluster.Dashboard.Tests.Hosting;

/// <summary>A dashboard behind a reverse proxy that keeps the path's prefix or not, and the host name or not.</summary>
public sealed class BehindProxyTests : IAsyncDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private DashboardHost? _host;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("/sweep/nodes", "host.example")]
    [InlineData("/nodes", "host.example")]
    [InlineData("/sweep/nodes", null)]
    [InlineData("/nodes", null)]
    [InlineData("/sweep/", "host.example")]
    [InlineData("/", null)]
    [InlineData("/sweep/sweeps/a%2Fb/trials/7", "host.example")]
    public async Task Pages_refer_to_nothing_outside_the_path_that_people_use(string path, string? host)
    {
        await Start("https://host.example/sweep");
        using var page = await Get(path, host);
        var html = await page.Content.ReadAsStringAsync(Test);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("<base href=\"/sweep/\"", html, StringComparison.Ordinal);
        Assert.Empty(Regex.Matches(html, "(?:href|src)=\"/(?!sweep/)[^\"]*\"").Select(match => match.Value));
        Assert.DoesNotContain("127.0.0.1", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sweep/assets/report.css")]
    [InlineData("/assets/blazor.web.js")]
    [InlineData("/sweep/api/v1/sweeps")]
    [InlineData("/api/v1/nodes")]
    public async Task Assets_and_API_are_there_with_the_prefix_and_without(string path)
    {
        await Start("https://host.example/sweep");
        using var answer = await Get(path, "host.example");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_path_without_its_slash_redirects_to_the_one_with_it()
    {
        await Start("https://host.example/sweep");
        using var answer = await Get("/sweep?a=b", "host.example");

        Assert.Equal(
            (HttpStatusCode.Redirect, "/sweep/?a=b"),
            (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("https://host.example", "127.0.0.1", HttpStatusCode.OK)]
    [InlineData("https://host.example", "host.example", HttpStatusCode.OK)]
    [InlineData("https://evil.example", "host.example", HttpStatusCode.Forbidden)]
    [InlineData("http://host.example", "evil.example", HttpStatusCode.MisdirectedRequest)]
    public async Task Only_the_page_that_people_use_may_open_a_connection(
        string origin, string host, HttpStatusCode expected)
    {
        await Start("https://host.example/sweep");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(_host!.Address, "/sweep/_blazor/negotiate?negotiateVersion=1"));
        request.Headers.Host = host;
        request.Headers.Add("Origin", origin);
        using var answer = await _http.SendAsync(request, Test);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_login_leads_back_and_its_cookie_is_only_for_the_path()
    {
        await Start("https://host.example/sweep", Token);
        using var sent = await Get("/nodes", null);
        var login = sent.Headers.Location!;
        Assert.Equal(("host.example", "/sweep/login"), (login.Host, login.AbsolutePath));

        using var form = new FormUrlEncodedContent([new("token", Token)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host!.Address, login.PathAndQuery))
        {
            Content = form,
        };
        request.Headers.Add("Origin", "https://host.example");
        using var welcome = await _http.SendAsync(request, Test);
        var cookie = Assert.Single(welcome.Headers.GetValues("Set-Cookie"));
        Assert.Equal("/sweep/nodes", welcome.Headers.Location!.OriginalString);
        Assert.All(
            ["path=/sweep;", "secure", "httponly", "samesite=strict"],
            word => Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.StartsWith("__Secure-", cookie, StringComparison.Ordinal);

        using var page = await Get("/sweep/nodes", "host.example", ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("null", "same-origin", HttpStatusCode.Redirect)]
    [InlineData("null", null, HttpStatusCode.Forbidden)]
    [InlineData("null", "cross-site", HttpStatusCode.Forbidden)]
    public async Task A_form_with_a_hidden_origin_is_taken_only_if_the_browser_vouches_for_it(
        string origin, string? site, HttpStatusCode expected)
    {
        await Start("https://host.example/sweep", Token);
        using var form = new FormUrlEncodedContent([new("token", Token)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host!.Address, "/sweep/login"))
        {
            Content = form,
        };
        request.Headers.Add("Origin", origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await _http.SendAsync(request, Test);

        Assert.Equal(
            (expected, "same-origin"),
            (answer.StatusCode, Assert.Single(answer.Headers.GetValues("Referrer-Policy"))));
    }

    [Fact]
    public async Task The_description_says_where_the_API_is()
    {
        await Start("https://host.example/sweep");
        using var answer = await Get("/sweep/api/v1/openapi.json", "host.example");

        Assert.Contains("\"url\": \"/sweep\"", await answer.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nodez", "text/html,application/xhtml+xml,*/*;q=0.8", HttpStatusCode.NotFound)]
    [InlineData("/nodez", null, HttpStatusCode.NotFound)]
    [InlineData("/sweeps/a/trials/first", "text/html", HttpStatusCode.NotFound)]
    [InlineData("/sweeps/a/b/c", "*/*", HttpStatusCode.NotFound)]
    [InlineData("/assets/nothing.js", "text/html", HttpStatusCode.NotFound)]
    public async Task A_mistyped_address_gets_a_page(string path, string? accept, HttpStatusCode expected)
    {
        await Start(null);
        using var answer = await Get(path, null, ("Accept", accept));
        var html = await answer.Content.ReadAsStringAsync(Test);

        Assert.Equal((expected, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("<h1>No such page</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/\">All sweeps</a>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/nodez", "text/html,*/*;q=0.8")]
    [InlineData("/nodez", "application/json")]
    public async Task A_program_gets_JSON(string path, string accept)
    {
        await Start(null);
        using var answer = await Get(path, null, ("Accept", accept));

        Assert.Equal(
            (HttpStatusCode.NotFound, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_request_for_an_unknown_host_gets_advice_that_is_plain_text()
    {
        await Start(null);
        using var answer = await Get("/<b>", "host.example", ("Accept", "text/html"));
        var html = await answer.Content.ReadAsStringAsync(Test);

        Assert.Equal(
            (HttpStatusCode.MisdirectedRequest, "text/html"),
            (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("--public-url", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host/sweep")]
    [InlineData("ftp://host/sweep")]
    [InlineData("https://")]
    [InlineData("https://me:secret@host/")]
    [InlineData("https://host/?a=b")]
    [InlineData("https://host/#a")]
    [InlineData("")]
    public void An_address_that_no_page_can_have_is_refused(string text)
    {
        var refused = Assert.Throws<DashboardException>(() => PublicUrl.Parse(text));
        Assert.Contains("such as https://host/sweep", refused.Message, StringComparison.Ordinal);
    }

    private async Task Start(string? publicUrl, string? token = null)
    {
        var options = new DashboardOptions(new IPEndPoint(IPAddress.Loopback, 0), token)
        {
            PublicUrl = publicUrl is null ? null : PublicUrl.Parse(publicUrl),
        };
        _host = await DashboardHost.StartAsync(options, new StandingConnection([], Statuses.Coordinator), Test);
    }

    private async Task<HttpResponseMessage> Get(
        string path, string? host, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_host!.Address, path));
        request.Headers.Host = host;
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, Test);
    }
}
