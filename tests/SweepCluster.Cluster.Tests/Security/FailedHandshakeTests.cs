using System.Net;
using System.Net.Sockets;
using Akka;
using Akka.Actor;

namespace SweepCluster.Cluster.Tests.Security;

[Trait("Needs", "Linux")]
public sealed class FailedHandshakeTests(Certificates certificates) : IClassFixture<Certificates>
{
    [Fact]
    public async Task A_node_outlives_peers_that_die_during_a_handshake_and_still_stops_on_request()
    {
        var tls = Certificates.Tls(certificates.Ours, "127.0.0.1");
        await using var node = SecureNode.Start(tls);
        await using var good = SecureNode.Start(tls);
        var shutdown = CoordinatedShutdown.Get(node.System);

        await CallOneThatDies(node);
        await CallOneThatDies(node);

        Assert.Equal("after", await good.AskEcho(node, "after"));
        Assert.Null(shutdown.ShutdownReason);
        Assert.Equal(Done.Instance, await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance));
        Assert.True(node.System.WhenTerminated.IsCompleted);
    }

    private static async Task CallOneThatDies(SecureNode node)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        node.System.ActorSelection($"akka.ssl.tcp://node@127.0.0.1:{port}/user/echo").Tell("are you there?");
        using (var called = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
            await called.GetStream().ReadExactlyAsync(new byte[5], TestContext.Current.CancellationToken);

        await node.Log.Await($"No TLS connection to [::ffff:127.0.0.1]:{port}");
        await node.Log.Await($"No connection with 127.0.0.1:{port}: ");
    }
}
