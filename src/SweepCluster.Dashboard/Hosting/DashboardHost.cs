using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Dashboard.Api.Requests;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Settings;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>The dashboard while it runs: pages and API on one address.</summary>
/// <remarks>Its options decide all: it reads no configuration files and no environment variables.</remarks>
public sealed class DashboardHost : IAsyncDisposable
{
    private const int MostConnections = 1000;

    private readonly WebApplication _app;

    private DashboardHost(WebApplication app) => _app = app;

    /// <summary>Where it is reached, such as <c>http://127.0.0.1:8080</c>.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features
        .GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Starts it.</summary>
    /// <param name="options">Where it listens, and who is let in.</param>
    /// <param name="connection">Reaches the cluster; stays the caller's.</param>
    /// <param name="cancellation">Ends the starting.</param>
    /// <exception cref="DashboardException">It cannot listen there, or must not.</exception>
    public static async Task<DashboardHost> StartAsync(
        DashboardOptions options, IClusterConnection connection, CancellationToken cancellation)
    {
        Access.Check(options);
        try
        {
            return await StartOnceAsync(options, connection, cancellation).ConfigureAwait(false);
        }
        catch (IOException) when (options.AnyPort)
        {
            var anywhere = options with { Listen = new IPEndPoint(options.Listen.Address, 0), AnyPort = false };
            return await StartAsync(anywhere, connection, cancellation).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is IOException or System.Net.Sockets.SocketException)
        {
            throw new DashboardException(
                $"the dashboard cannot listen on {options.Listen} ({cause.Message}); "
                + "give another address with --listen");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Event streams never end on their own, so stopping does not wait for them.
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<DashboardHost> StartOnceAsync(
        DashboardOptions options, IClusterConnection connection, CancellationToken cancellation)
    {
        ScratchFolder.RemoveLeftovers();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => Listen(kestrel, options));
        // Only failures are worth a line. A failure to start is the caller's to report.
        builder.Logging.AddProvider(new PlainLog(Console.Error)).SetMinimumLevel(LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => new LiveCluster(connection, TimeProvider.System, options.Token is not null));
        builder.Services.AddDashboard(options);
        var app = builder.Build();
        app.UseDashboard(options);
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
            return new DashboardHost(app);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static void Listen(KestrelServerOptions kestrel, DashboardOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestSizes.Usual;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = MostConnections;
        kestrel.Listen(options.Listen, listen =>
        {
            if (options.Certificate is { } certificate)
                listen.UseHttps(certificate);
        });
    }

    // The command handles signals itself.
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
