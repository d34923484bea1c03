using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>A dashboard that others can reach asks for a token, over TLS, or does not start.</summary>
public sealed class ReachableDashboardTests : TemporaryFolder
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_token_and_TLS_it_does_not_start()
    {
        Write("token", Token);
        var bare = await SweepProcess.Run(["dashboard", "--cluster", "127.0.0.1:1", "--listen", "0.0.0.0:0"]);
        var plain = await SweepProcess.Run(
            ["dashboard", "--cluster", "127.0.0.1:1", "--listen", "0.0.0.0:0", "--token-file", In("token")]);
        var coordinator = await SweepProcess.Run(
            ["coordinator", "--port", "0", "--data", In("data"), "--dashboard", "[::]:0"],
            ("SWEEP_DASHBOARD_TOKEN", Token));

        Assert.Equal((2, 2, 2), (bare.ExitCode, plain.ExitCode, coordinator.ExitCode));
        Assert.Contains("--token-file", Assert.Single(Lines(bare.Error)), StringComparison.Ordinal);
        Assert.Contains("--certificate", Assert.Single(Lines(plain.Error)), StringComparison.Ordinal);
        Assert.Contains("--certificate", Assert.Single(Lines(coordinator.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_token_and_TLS_it_admits_whoever_has_the_token()
    {
        await MakeCertificates("localhost");
        Write("token", Token);
        using var coordinator = NodeProcess.Start(
            "coordinator", "--port", "0", "--data", In("data"), "--dashboard", "0.0.0.0:0", "--token-file", In("token"),
            "--certificate", In("certs", "localhost.pfx"),
            "--certificate-password-file", In("certs", "localhost.password"));
        var port = new Uri(await coordinator.Says("dashboard is up at ")).Port;
        using var handler = TrustingOurs();
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{port}/") };

        Assert.Equal(HttpStatusCode.Unauthorized, (await Get(http, "api/v1/sweeps", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Get(http, "api/v1/openapi.json", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Get(http, "api/v1/sweeps", "another")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Get(http, "api/v1/sweeps", Token)).StatusCode);
        using var page = await Get(http, "nodes", null);
        Assert.Equal((HttpStatusCode.Redirect, "/login"), (page.StatusCode, page.Headers.Location!.AbsolutePath));

        Assert.Equal(HttpStatusCode.Unauthorized, (await LogIn(http, "another")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Get(http, "nodes", null)).StatusCode);
        using var welcome = await LogIn(http, Token);
        var cookie = Assert.Single(welcome.Headers.GetValues("Set-Cookie"));
        Assert.All(
            ["secure", "httponly", "samesite=strict"],
            attribute => Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.OK, (await Get(http, "nodes", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Get(http, "api/v1/sweeps", null)).StatusCode);
    }

    private static async Task<HttpResponseMessage> Get(HttpClient http, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, Test);
    }

    private static async Task<HttpResponseMessage> LogIn(HttpClient http, string token)
    {
        using var form = new FormUrlEncodedContent([new("token", token)]);
        return await http.PostAsync(new Uri("login?back=/nodes", UriKind.Relative), form, Test);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private HttpClientHandler TrustingOurs()
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(In("certs", "ca.crt"));
        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            ServerCertificateCustomValidationCallback = (_, certificate, chain, _) =>
            {
                chain!.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.CustomTrustStore.Add(authority);
                chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
                return chain.Build(certificate!) && certificate!.MatchesHostname("localhost");
            },
        };
    }

    private async Task MakeCertificates(params string[] hosts)
    {
        var path = Path.Combine(Repository.Root, "deploy", "tls", "make-certs.sh");
        using var script = Process.Start("bash", [path, In("certs"), .. hosts]);
        await script.WaitForExitAsync(Test);
        Assert.Equal(0, script.ExitCode);
    }
}
