using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using SweepCluster.Cluster.Logging;
using SweepCluster.Cluster.Probing;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Security.Certificates;
using SweepCluster.Cluster.Security.Serialization;
using SweepCluster.Cluster.Settings;
using SweepCluster.Cluster.Tests.Security;

namespace SweepCluster.Cluster.Tests.Probing;

/// <summary>A probe finds a node under any name of its machine, and has a message for each obstacle.</summary>
[Trait("Needs", "Linux")]
public sealed class AddressProbeTests(Certificates certificates) : IClassFixture<Certificates>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly TransportSecurity Plain = Protected(TlsOptions.None);

    [Theory]
    [InlineData("127.0.0.1", "localhost")]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::1", "localhost")]
    [InlineData("::1", "0:0:0:0:0:0:0:1")]
    public async Task A_node_is_found_by_any_name_and_tells_its_own(string host, string asked)
    {
        await using var node = Peer.Start(host, TlsOptions.None);
        var found = await new AddressProbe(Plain).LookAsync(new NodeAddress(asked, node.Port), Cancellation);

        Assert.Equal((new NodeAddress(host, node.Port), ""), (found.Own, found.Reason));
        Assert.Empty(node.Log.Lines);
    }

    [Fact]
    public async Task A_node_with_TLS_is_found_even_under_a_name_that_its_certificate_lacks()
    {
        await using var node = Peer.Start("127.0.0.1", Certificates.Tls(certificates.Ours, "127.0.0.1"));
        var probe = new AddressProbe(Protected(Certificates.Tls(certificates.Ours, "client")));
        var found = await probe.LookAsync(new NodeAddress("localhost", node.Port), Cancellation);

        Assert.Equal((new NodeAddress("127.0.0.1", node.Port), ""), (found.Own, found.Reason));
        Assert.Empty(node.Log.Lines);
    }

    [Fact]
    public async Task A_closed_port_and_an_unknown_host_are_reported()
    {
        var probe = new AddressProbe(Plain);
        var closed = await probe.LookAsync(new NodeAddress("127.0.0.1", Free()), Cancellation);
        var unknown = await probe.LookAsync(new NodeAddress("no-such-host.invalid", 4053), Cancellation);

        Assert.StartsWith("nobody listens there", closed.Reason, StringComparison.Ordinal);
        Assert.Equal("no machine is called no-such-host.invalid", unknown.Reason);
    }

    [Fact]
    public async Task If_one_side_lacks_TLS_either_side_reports_it()
    {
        await using var secure = Peer.Start("127.0.0.1", Certificates.Tls(certificates.Ours, "127.0.0.1"));
        await using var plain = Peer.Start("127.0.0.1", TlsOptions.None);
        var atSecure = await new AddressProbe(Plain).LookAsync(new NodeAddress("127.0.0.1", secure.Port), Cancellation);
        var atPlain = await new AddressProbe(Protected(Certificates.Tls(certificates.Ours, "client")))
            .LookAsync(new NodeAddress("127.0.0.1", plain.Port), Cancellation);

        Assert.Equal("it asks for TLS: set tls.certificate, tls.password-file and tls.ca", atSecure.Reason);
        Assert.StartsWith("it speaks plain TCP, and tls.* is set here", atPlain.Reason, StringComparison.Ordinal);
        Assert.True(atSecure is { Own: null, IsSomebody: true } && atPlain is { Own: null, IsSomebody: true });
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_reported()
    {
        await using var node = Peer.Start("127.0.0.1", Certificates.Tls(certificates.Ours, "127.0.0.1"));
        var address = new NodeAddress("127.0.0.1", node.Port);
        var probe = new AddressProbe(Protected(Certificates.Tls(certificates.Foreign, "client")));
        var stranger = await probe.LookAsync(address, Cancellation);

        Assert.StartsWith(
            "it is refused here: its certificate (CN=127.0.0.1", stranger.Reason, StringComparison.Ordinal);
        Assert.EndsWith("is tls.ca the ca.crt of its cluster?", stranger.Reason, StringComparison.Ordinal);
        Assert.Contains("was issued by another authority", stranger.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("")]
    public async Task A_listener_that_is_no_node_is_reported(string says)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Serve(listener, says);
        var found = await new AddressProbe(Plain).LookAsync(
            new NodeAddress("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port), Cancellation);
        listener.Stop();
        await serving;

        Assert.Equal("something other than a coordinator listens there", found.Reason);
    }

    [Fact]
    public async Task Another_listener_at_another_address_of_the_name_does_not_hide_a_node()
    {
        await using var node = Peer.Start("::1", TlsOptions.None);
        using var listener = new TcpListener(IPAddress.Loopback, node.Port);
        listener.Start();
        var serving = Serve(listener, "HTTP/1.1 400 Bad Request\r\n\r\n");
        var found = await new AddressProbe(Plain).LookAsync(new NodeAddress("localhost", node.Port), Cancellation);
        listener.Stop();
        await serving;

        Assert.Equal((new NodeAddress("::1", node.Port), ""), (found.Own, found.Reason));
    }

    [Fact]
    public async Task An_actor_system_with_another_name_is_no_coordinator()
    {
        await using var node = Peer.Start("127.0.0.1", TlsOptions.None, "other");

        Assert.Equal(
            "something other than a coordinator listens there",
            (await new AddressProbe(Plain).LookAsync(new NodeAddress("127.0.0.1", node.Port), Cancellation)).Reason);
    }

    [Fact]
    public async Task A_probe_gives_up_a_listener_that_accepts_a_connection_and_stays_silent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var found = await new AddressProbe(Plain).LookAsync(
            new NodeAddress("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port), impatient.Token);

        Assert.StartsWith("it does not answer", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_tells_once_why_nobody_is_there_and_again_when_that_changes()
    {
        var port = Free();
        using var told = new BlockingCollection<string>();
        var search = new CoordinatorSearch([new NodeAddress("localhost", port)], Plain)
            .FindAsync(told.Add, Cancellation);
        var nobody = told.Take(Cancellation);
        using (var listener = new TcpListener(IPAddress.Loopback, port))
        {
            listener.Start();
            var serving = Serve(listener, "");
            var somebody = told.Take(Cancellation);
            listener.Stop();
            await serving;

            Assert.Equal($"localhost:{port}: nobody listens there; is a coordinator running?", nobody);
            Assert.Equal($"localhost:{port}: something other than a coordinator listens there", somebody);
        }

        await using var node = Peer.Start("127.0.0.1", TlsOptions.None, port: port);
        Assert.Equal([new NodeAddress("127.0.0.1", port)], await search);
        Assert.InRange(told.Count, 0, 1);
    }

    private static TransportSecurity Protected(TlsOptions tls) =>
        TransportSecurity.Configure(new TransportOptions("127.0.0.1", tls, false) { IsCalled = false });

    private static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Serve(TcpListener listener, string says)
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptTcpClientAsync(Cancellation);
                await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(says), Cancellation);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }

    /// <summary>An actor system, by default with the name of a cluster's.</summary>
    private sealed class Peer : IAsyncDisposable
    {
        private readonly ActorSystem _system;

        private Peer(ActorSystem system)
        {
            _system = system;
            var logger = new StandardErrorLogger(Log);
            system.EventStream.Subscribe(logger, typeof(Warning));
            system.EventStream.Subscribe(logger, typeof(Error));
        }

        public LineLog Log { get; } = new();

        public int Port => ((ExtendedActorSystem)_system).Provider.DefaultAddress.Port!.Value;

        public static Peer Start(string host, TlsOptions tls, string name = "sweep", int port = 0)
        {
            var configuration = ConfigurationFactory.ParseString(
                $$"""
                akka {
                  loglevel = WARNING
                  loggers = []
                  stdout-loglevel = OFF
                  actor.provider = remote
                  remote.dot-netty.tcp { hostname = "{{host}}", port = {{port}} }
                }
                """).WithFallback(ClosedSerialization.Configuration).WithFallback(FrameSizes.Configuration);
            var security = TransportSecurity.Configure(new TransportOptions(host, tls, false));
            return new Peer(security.Start(name, configuration));
        }

        public async ValueTask DisposeAsync() => await _system.Terminate();
    }
}
