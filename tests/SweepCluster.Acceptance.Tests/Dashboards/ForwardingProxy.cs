using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SweepCluster.Acceptance.Tests.Dashboards;

/// <summary>A reverse proxy that passes what comes below a path on to a dashboard, byte by byte, WebSockets too.</summary>
/// <param name="path">Such as /sweep; empty for all.</param>
/// <param name="keepsPath">Whether the dashboard sees the path too.</param>
/// <param name="keepsHost">Whether it sees the name that the browser asked for.</param>
internal sealed class ForwardingProxy(string path, bool keepsPath, bool keepsHost) : IAsyncDisposable
{
    private const string NotHere = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private Task _serving = Task.CompletedTask;
    private Uri? _target;

    /// <summary>Where browsers find it.</summary>
    public Uri Address => new($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}/");

    /// <summary>Listens; answers nothing of use before it has a target.</summary>
    public ForwardingProxy Begin()
    {
        _listener.Start();
        _serving = ServeAsync();
        return this;
    }

    /// <summary>Passes on to a dashboard from now on.</summary>
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
            var coming = client.GetStream();
            var (head, body) = await ReadHead(coming);
            if (Changed(head) is not { } asked)
            {
                await coming.WriteAsync(Encoding.ASCII.GetBytes(NotHere), _stop.Token);
                return;
            }

            await server.ConnectAsync(_target!.Host, _target.Port, _stop.Token);
            var going = server.GetStream();
            await going.WriteAsync(Encoding.Latin1.GetBytes(asked).Concat(body).ToArray(), _stop.Token);
            // Who hangs up first ends both ways.
            await Task.WhenAny(coming.CopyToAsync(going, _stop.Token), going.CopyToAsync(coming, _stop.Token));
        }
        catch (Exception cause) when (cause is IOException or SocketException or OperationCanceledException)
        {
            // One of them has gone.
        }
    }

    private async Task<(string Head, byte[] Body)> ReadHead(NetworkStream coming)
    {
        var read = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            var count = await coming.ReadAsync(buffer, _stop.Token);
            if (count == 0)
                throw new IOException("hung up before it asked");
            read.AddRange(buffer.AsSpan(0, count));
            var text = Encoding.Latin1.GetString([.. read]);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
                return (text[..(end + 4)], [.. read.Skip(end + 4)]);
        }
    }

    // As it is passed on; null where it is not for the dashboard. One request a connection.
    private string? Changed(string head)
    {
        var lines = head.Split("\r\n").ToList();
        var asked = lines[0].Split(' ');
        if (_target is null || (asked[1] != path && !asked[1].StartsWith($"{path}/", StringComparison.Ordinal)))
            return null;
        if (!keepsPath)
            asked[1] = asked[1][path.Length..] is { Length: > 0 } rest ? rest : "/";
        lines[0] = string.Join(' ', asked);
        var isUpgrade = lines.Exists(line => line.StartsWith("Upgrade:", StringComparison.OrdinalIgnoreCase));
        return string.Join("\r\n", lines.Select(line => line switch
        {
            _ when !keepsHost && line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase) => $"Host: {_target.Authority}",
            _ when !isUpgrade && line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase) => "Connection: close",
            _ => line,
        }));
    }
}
