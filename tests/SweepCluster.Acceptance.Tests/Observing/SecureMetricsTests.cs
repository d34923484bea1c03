using System.Net;
using System.Security.Cryptography.X509Certificates;
using SweepCluster.Acceptance.Tests.Clusters.Machines;

namespace SweepCluster.Acceptance.Tests.Observing;

/// <summary>With TLS, only clients with a certificate of the cluster's authority get the metrics.</summary>
public sealed class SecureMetricsTests : TemporaryFolder
{
    [Fact]
    public async Task Metrics_need_a_certificate_of_the_authority_and_health_needs_none()
    {
        await Certificates.Make(In("ours"), "127.0.0.1");
        await Certificates.Make(In("foreign"), "127.0.0.1");
        using var node = NodeProcess.Start(
        [
            "coordinator", "--port", "0", "--data", In("data"), "--metrics", "0.0.0.0:0",
            .. Certificates.Options(In("ours"), "127.0.0.1"),
        ]);
        var port = (await node.Says("/readyz at https://")).Split(':')[^1];
        await node.Up();

        using var ours = Client("ours");
        using var foreign = Client("foreign");
        using var nobody = Client(null);
        Assert.Contains("sweep_coordinator_active", await UntilServed(ours, port), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOf(nobody, port, "/metrics"));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(nobody, port, "/healthz"));
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusOf(foreign, port, "/metrics"));
    }

    // The coordinator updates its own metrics once per second.
    private static async Task<string> UntilServed(HttpClient client, string port)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var metrics = await client.GetStringAsync(
                $"https://127.0.0.1:{port}/metrics", TestContext.Current.CancellationToken);
            if (metrics.Contains("sweep_", StringComparison.Ordinal))
                return metrics;
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<HttpStatusCode> StatusOf(HttpClient client, string port, string path)
    {
        using var response = await client.GetAsync(
            $"https://127.0.0.1:{port}{path}", TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    // Trusts only the cluster's authority, as Prometheus does with ca_file.
    private HttpClient Client(string? certificates)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(In("ours", "ca.crt"));
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        if (certificates is not null)
            handler.SslOptions.ClientCertificates =
            [
                X509CertificateLoader.LoadPkcs12FromFile(
                    In(certificates, "client.pfx"), File.ReadAllText(In(certificates, "client.password")).Trim()),
            ];
        return new HttpClient(handler);
    }
}
