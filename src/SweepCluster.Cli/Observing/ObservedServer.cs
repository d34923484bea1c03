using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cli.Observing;

/// <summary>Serves <c>/metrics</c>, <c>/healthz</c> and <c>/readyz</c>, and nothing else.</summary>
/// <remarks>
/// With certificates, over HTTPS: a caller must show one of the cluster's authority to get metrics. Health needs none,
/// because those who check it, such as Kubernetes, have none.
/// </remarks>
internal sealed class ObservedServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private ObservedServer(WebApplication web) => _web = web;

    /// <summary>Where it listens.</summary>
    public string Address => _web.Urls.First();

    /// <summary>Starts it.</summary>
    /// <param name="at">Where it listens.</param>
    /// <param name="certificates">What protects it; null for plain HTTP.</param>
    /// <param name="metrics">What it serves.</param>
    /// <param name="ailment">Tells why the process should be restarted; null if all is well.</param>
    /// <param name="obstacle">Tells why the node cannot work now; null if it can.</param>
    /// <exception cref="NodeStartException">The address cannot be listened on.</exception>
    public static async Task<ObservedServer> StartAsync(
        NodeAddress at,
        NodeCertificates? certificates,
        MeterProvider metrics,
        Func<string?> ailment,
        Func<Task<string?>> obstacle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(AddressOf(at.Host), at.Port, listen => Protect(listen, certificates));
        });
        var web = builder.Build();
        if (certificates is not null)
            web.Use(AskForCertificate);
        web.UseOpenTelemetryPrometheusScrapingEndpoint(
            metrics, request => request.Request.Path == "/metrics", null, null, null);
        web.Run(request => request.Request.Path.Value switch
        {
            "/healthz" => AnswerAsync(request, ailment()),
            "/readyz" => AnswerReadyAsync(request, obstacle),
            _ => NotThereAsync(request),
        });
        try
        {
            await web.StartAsync().ConfigureAwait(false);
            return new ObservedServer(web);
        }
        catch (Exception cause) when (cause is IOException or SocketException)
        {
            await web.DisposeAsync().ConfigureAwait(false);
            throw new NodeStartException(
                $"metrics cannot be served at {at} ({cause.Message}); give another --metrics HOST:PORT", cause);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private static IPAddress AddressOf(string host) => IPAddress.TryParse(host, out var address)
        ? address
        : Dns.GetHostAddresses(host, AddressFamily.InterNetwork).FirstOrDefault(IPAddress.Loopback);

    private static void Protect(ListenOptions listen, NodeCertificates? certificates)
    {
        if (certificates is null)
            return;
        listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = certificates.Own,
            ClientCertificateMode = ClientCertificateMode.AllowCertificate,
            ClientCertificateValidation = (certificate, _, errors) => certificates.Accepts(certificate, errors),
        });
    }

    private static Task AskForCertificate(HttpContext request, RequestDelegate next)
    {
        if (request.Connection.ClientCertificate is not null || request.Request.Path != "/metrics")
            return next(request);
        request.Response.StatusCode = StatusCodes.Status403Forbidden;
        return request.Response.WriteAsync("Show a certificate of the cluster's authority.\n");
    }

    private static async Task AnswerReadyAsync(HttpContext request, Func<Task<string?>> obstacle) =>
        await AnswerAsync(request, await obstacle().ConfigureAwait(false)).ConfigureAwait(false);

    private static Task AnswerAsync(HttpContext request, string? problem)
    {
        request.Response.StatusCode = problem is null
            ? StatusCodes.Status200OK
            : StatusCodes.Status503ServiceUnavailable;
        request.Response.ContentType = "text/plain; charset=utf-8";
        return request.Response.WriteAsync($"{problem ?? "ok"}\n");
    }

    private static Task NotThereAsync(HttpContext request)
    {
        request.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
