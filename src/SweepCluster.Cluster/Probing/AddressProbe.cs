using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Settings;

namespace SweepCluster.Cluster.Probing;

/// <summary>Finds out what answers at an address: a node, and under which name, or why none does.</summary>
/// <remarks>
/// A node accepts only messages for the address that it calls itself, and silently drops those for another name of its
/// machine. So a client has to know that address first.
/// </remarks>
/// <param name="security">Protects the cluster's connections.</param>
internal sealed class AddressProbe(TransportSecurity security)
{
    private const string Stranger = "something other than a coordinator listens there";
    private const string AskedForTls = "it asks for TLS: set tls.certificate, tls.password-file and tls.ca";

    /// <summary>Probes an address; any failure, even a cancellation, is part of the answer.</summary>
    public async Task<ProbedAddress> LookAsync(NodeAddress address, CancellationToken cancellation)
    {
        try
        {
            var machines = await MachinesAsync(address.Host, cancellation).ConfigureAwait(false);
            return await LookAtEachAsync(address, machines, cancellation).ConfigureAwait(false);
        }
        catch (SocketException cause)
        {
            return ProbedAddress.Without(address, Words(address, cause));
        }
        catch (OperationCanceledException)
        {
            return ProbedAddress.Without(address, "it does not answer; may this machine reach it?");
        }
    }

    // A name may have several IP addresses, and something else may use the port at one of them.
    private async Task<ProbedAddress> LookAtEachAsync(
        NodeAddress address, IPAddress[] machines, CancellationToken cancellation)
    {
        SocketException? unreached = null;
        ProbedAddress? somebody = null;
        foreach (var machine in machines)
        {
            try
            {
                var found = await GreetAsync(address, new IPEndPoint(machine, address.Port), cancellation)
                    .ConfigureAwait(false);
                if (found.Own is not null)
                    return found;
                somebody ??= found;
            }
            catch (SocketException failure)
            {
                unreached ??= failure;
            }
        }

        if (somebody is not null)
            return somebody;
        var cause = unreached ?? new SocketException((int)SocketError.HostNotFound);
        return ProbedAddress.Without(address, Words(address, cause));
    }

    // On some machines localhost is only 127.0.0.1.
    private static async Task<IPAddress[]> MachinesAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        var known = await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && Socket.OSSupportsIPv6
            ? [.. known.Append(IPAddress.IPv6Loopback).Distinct()]
            : known;
    }

    private static async Task<TcpClient> ConnectAsync(IPEndPoint machine, CancellationToken cancellation)
    {
        var socket = new TcpClient(machine.AddressFamily);
        try
        {
            await socket.ConnectAsync(machine, cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<ProbedAddress> GreetAsync(
        NodeAddress address, IPEndPoint machine, CancellationToken cancellation)
    {
        using var socket = await ConnectAsync(machine, cancellation).ConfigureAwait(false);
        return security.IsPlain
            ? await GreetPlainAsync(address, machine, socket, cancellation).ConfigureAwait(false)
            : await GreetSecureAsync(address, machine, socket, cancellation).ConfigureAwait(false);
    }

    private static async Task<ProbedAddress> GreetPlainAsync(
        NodeAddress address, IPEndPoint machine, TcpClient socket, CancellationToken cancellation)
    {
        if (await NameAsync(address, socket, socket.GetStream(), cancellation).ConfigureAwait(false) is { } known)
            return known;
        var asksForTls = await AsksForTlsAsync(address.Host, machine, cancellation).ConfigureAwait(false);
        return Somebody(address, asksForTls ? AskedForTls : Stranger);
    }

    private static async Task<bool> AsksForTlsAsync(string host, IPEndPoint machine, CancellationToken cancellation)
    {
        using var socket = await ConnectAsync(machine, cancellation).ConfigureAwait(false);
        await using var stream = new SslStream(socket.GetStream());
        var hasCertificate = false;
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    // Seeing a certificate is enough: nothing is sent to its owner.
                    RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    {
                        hasCertificate = certificate is not null;
                        return false;
                    },
                },
                cancellation).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is AuthenticationException or IOException)
        {
            // The handshake is meant to fail.
        }

        return hasCertificate;
    }

    private static ProbedAddress Somebody(NodeAddress address, string reason) =>
        ProbedAddress.Without(address, reason) with { IsSomebody = true };

    private async Task<ProbedAddress> GreetSecureAsync(
        NodeAddress address, IPEndPoint machine, TcpClient socket, CancellationToken cancellation)
    {
        var peer = new SeenPeer();
        try
        {
            await using var stream = await security.ProtectAsync(socket.GetStream(), address.Host, peer, cancellation)
                .ConfigureAwait(false);
            return await NameAsync(address, socket, stream, cancellation).ConfigureAwait(false)
                ?? Somebody(
                    address, "it hangs up on this one's certificate; is it of the authority that is trusted there?");
        }
        catch (Exception cause) when (cause is AuthenticationException or IOException)
        {
            return Somebody(address, peer switch
            {
                { Objection: { } objection } =>
                    $"it is refused here: {objection.TrimEnd('.')}; is tls.ca the ca.crt of its cluster?",
                { HasCertificate: true } =>
                    "it refuses this one's certificate; is it of the authority that is trusted there?",
                _ => await WithoutTlsAsync(address, machine, cancellation).ConfigureAwait(false),
            });
        }
    }

    private static async Task<string> WithoutTlsAsync(
        NodeAddress address, IPEndPoint machine, CancellationToken cancellation)
    {
        using var socket = await ConnectAsync(machine, cancellation).ConfigureAwait(false);
        var found = await NameAsync(address, socket, socket.GetStream(), cancellation).ConfigureAwait(false);
        return found is { Own: not null }
            ? "it speaks plain TCP, and tls.* is set here: give it certificates too, or take tls.* away"
            : Stranger;
    }

    // Null if the peer does not tell its name.
    private static async Task<ProbedAddress?> NameAsync(
        NodeAddress address, TcpClient socket, Stream stream, CancellationToken cancellation)
    {
        try
        {
            var port = ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
            var (system, own) = await Greeting.ExchangeAsync(stream, port, cancellation).ConfigureAwait(false);
            return system == ClusterName.System
                ? new ProbedAddress(address, own, "")
                : Somebody(address, Stranger);
        }
        catch (Exception cause) when (cause is IOException or InvalidDataException)
        {
            return null;
        }
    }

    private static string Words(NodeAddress address, SocketException cause) => cause.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "nobody listens there; is a coordinator running?",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            $"no machine is called {address.Host}",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Stranger,
        _ => $"it cannot be reached from here ({cause.Message})",
    };
}
