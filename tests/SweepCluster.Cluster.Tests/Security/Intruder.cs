using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>A bare socket that connects to a node.</summary>
internal sealed class Intruder : IDisposable
{
    private readonly TcpClient _socket;
    private Stream _stream;

    private Intruder(TcpClient socket)
    {
        _socket = socket;
        _stream = socket.GetStream();
        Port = ((System.Net.IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    /// <summary>The local port, which identifies it in the node's log.</summary>
    public int Port { get; }

    public static async Task<Intruder> Connect(int port)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        return new Intruder(socket);
    }

    /// <summary>Begins TLS, with or without a certificate, and trusts anybody.</summary>
    public async Task Handshake(X509Certificate2? certificate)
    {
        var stream = new SslStream(_stream);
        _stream = stream;
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "127.0.0.1",
                ClientCertificates = certificate is null ? [] : [certificate],
                LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
                RemoteCertificateValidationCallback = (_, presented, _, _) => presented is not null,
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>Sends bytes and returns how many went out before the node closed the connection.</summary>
    public async Task<long> Send(byte[] bytes, int times = 1)
    {
        var sent = 0L;
        try
        {
            for (var i = 0; i < times; i++, sent += bytes.Length)
                await _stream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // The node has closed the connection.
        }

        return sent;
    }

    /// <summary>Waits until the node closes the connection.</summary>
    public async Task AwaitEnd()
    {
        var buffer = new byte[4096];
        try
        {
            while (await _stream.ReadAsync(buffer, TestContext.Current.CancellationToken)
                .AsTask().WaitAsync(Quiet.Patience) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // A reset is an end, too.
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }
}
