using System.Net;
using SweepCluster.Dashboard.Hosting;
using SweepCluster.Dashboard.Settings;
using SweepCluster.Dashboard.Tests.Live;

namespace SweepCluster.Dashboard.Tests.Hosting;

/// <summary>A dashboard on a free loopback port, a real cluster of one node in this process, and a client.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly LiveSweep _sweep;
    private readonly DashboardHost _host;

    private RunningHost(LiveSweep sweep, DashboardHost host)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        (_sweep, _host, Http) = (sweep, host, new HttpClient(handler) { BaseAddress = host.Address });
    }

    public HttpClient Http { get; }

    public Uri Address => _host.Address;

    public static async Task<RunningHost> Start(string? token = null)
    {
        var sweep = await LiveSweep.Start();
        var options = new DashboardOptions(new IPEndPoint(IPAddress.Loopback, 0), token);
        var stop = TestContext.Current.CancellationToken;
        return new RunningHost(sweep, await DashboardHost.StartAsync(options, sweep.Connection, stop));
    }

    /// <summary>Trains the cluster's sweep to its end.</summary>
    public Task Run() => _sweep.Run();

    public async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Reply)> Send(
        HttpMethod method, string path, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
        var reply = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), reply);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        await _sweep.DisposeAsync();
    }
}
