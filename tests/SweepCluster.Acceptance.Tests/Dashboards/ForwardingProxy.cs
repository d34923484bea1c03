using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>A reverse proxy that forwards requests below a path to a dashboard, byte by byte, WebSockets too.</summary>
/// <param name="path">The path, such as /sweep; empty for all requests.</param>
/// <param name="keepsPath">Whether the dashboard sees the path too.</param>
/// <param name="keepsHost">Whether the dashboard sees the host that the browser asked for.</param>
internal sealed class ForwardingProxy(string path, bool keepsPath, bool keepsHost) : IAsyncDisposable
{
    private const string BadGateway = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private Task _serving = Task.CompletedTask;
    private Uri? _target;

    /// <summary>Its address for browsers.</summary>
    public Uri Address => new($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}/");

    /// <summary>Starts to listen; all requests fail until there is a dashboard to forward them to.</summary>
    public ForwardingProxy Begin()
    {
        _listener.Start();
        _serving = ServeAsync();
        return this;
    }

    /// <summary>Forwards to a dashboard from now on.</summary>
    public void PassTo(Uri dashboard) => _target = dashboard;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
            _ = PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
    }

    private async Task PassAsync(TcpClient browser)
    {
        using var client = browser;
        using var server = new TcpClient();
        try
        {
            var downstream = client.GetStream();
            var (head, body) = await ReadHead(downstream);
            if (Rewritten(head) is not { } forwarded)
            {
                await downstream.WriteAsync(Encoding.ASCII.GetBytes(BadGateway), _stop.Token);
                return;
            }

            await server.ConnectAsync(_target!.Host, _target.Port, _stop.Token);
            var upstream = server.GetStream();
            await upstream.WriteAsync(Encoding.Latin1.GetBytes(forwarded).Concat(body).ToArray(), _stop.Token);
            // Whichever side closes first ends both directions.
            await Task.WhenAny(
                downstream.CopyToAsync(upstream, _stop.Token), upstream.CopyToAsync(downstream, _stop.Token));
        }
        catch (Exception cause) when (cause is IOException or SocketException or OperationCanceledException)
        {
            // One side has closed its connection.
        }
    }

    private async Task<(string Head, byte[] Body)> ReadHead(NetworkStream stream)
    {
        var read = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            var count = await stream.ReadAsync(buffer, _stop.Token);
            if (count == 0)
                throw new IOException("The connection was closed before the end of the request's head.");
            read.AddRange(buffer.AsSpan(0, count));
            var text = Encoding.Latin1.GetString([.. read]);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
                return (text[..(end + 4)], [.. read.Skip(end + 4)]);
        }
    }

    // Null if the request is not for the dashboard. One request per connection, or the next would not be rewritten.
    private string? Rewritten(string head)
    {
        var lines = head.Split("\r\n").ToList();
        var request = lines[0].Split(' ');
        if (_target is null || (request[1] != path && !request[1].StartsWith($"{path}/", StringComparison.Ordinal)))
            return null;
        if (!keepsPath)
            request[1] = request[1][path.Length..] is { Length: > 0 } rest ? rest : "/";
        lines[0] = string.Join(' ', request);
        var isUpgrade = lines.Exists(line => IsHeader(line, "Upgrade"));
        return string.Join("\r\n", lines.Select(line => line switch
        {
            _ when !keepsHost && IsHeader(line, "Host") => $"Host: {_target.Authority}",
            _ when !isUpgrade && IsHeader(line, "Connection") => "Connection: close",
            _ => line,
        }));
    }

    private static bool IsHeader(string line, string name) =>
        line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase);
}
