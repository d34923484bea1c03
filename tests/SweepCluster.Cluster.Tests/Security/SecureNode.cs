using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using SweepCluster.Cluster.Logging;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Security.Certificates;
using SweepCluster.Cluster.Security.Serialization;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>An actor system like a node's on a free loopback port, with an actor that returns every message.</summary>
internal sealed class SecureNode : IAsyncDisposable
{
    private SecureNode(ActorSystem system)
    {
        System = system;
        var logger = new StandardErrorLogger(Log);
        system.EventStream.Subscribe(logger, typeof(Warning));
        system.EventStream.Subscribe(logger, typeof(Error));
        system.ActorOf(Props.Create(() => new Echo()), "echo");
    }

    public ActorSystem System { get; }

    public LineLog Log { get; } = new();

    public Address Address => ((ExtendedActorSystem)System).Provider.DefaultAddress;

    public int Port => Address.Port!.Value;

    /// <summary>A node that accepts only listed types of messages.</summary>
    public static SecureNode Start(TlsOptions tls) => Start(tls, ClosedSerialization.Configuration);

    /// <summary>A node that does not wait long for a caller to tell its address.</summary>
    public static SecureNode StartImpatient(TlsOptions tls) => Start(tls, ConfigurationFactory
        .ParseString("akka.remote { dot-netty.tcp.connection-timeout = 500ms, flush-wait-on-shutdown = 100ms }")
        .WithFallback(ClosedSerialization.Configuration));

    /// <summary>A peer whose actor system has another name, like a client's.</summary>
    public static SecureNode StartNamed(string name, TlsOptions tls) =>
        Start(tls, ClosedSerialization.Configuration, name);

    /// <summary>A peer with the serializers that Akka.NET has by default.</summary>
    public static SecureNode StartOpen(TlsOptions tls) => Start(tls, Stranger.Configuration);

    public async Task<string> AskEcho(SecureNode node, string message) => await Echoes(node).Ask<string>(
        message, Quiet.Patience, TestContext.Current.CancellationToken);

    /// <summary>The other node's actor.</summary>
    public ActorSelection Echoes(SecureNode node) =>
        System.ActorSelection(new RootActorPath(node.Address) / "user" / "echo");

    /// <summary>Asserts that the node is up and answers a good peer.</summary>
    public async Task AssertAnswers(SecureNode good)
    {
        Assert.Equal("after", await good.AskEcho(this, "after"));
        Assert.False(System.WhenTerminated.IsCompleted);
    }

    public async ValueTask DisposeAsync() => await System.Terminate();

    private static SecureNode Start(TlsOptions tls, Config serialization, string name = "node")
    {
        var options = new TransportOptions("127.0.0.1", tls, Insecure: false) { IsCalled = false };
        var security = TransportSecurity.Configure(options);
        return new SecureNode(security.Start(name, ConfigurationFactory.ParseString(
            """
            akka {
              loglevel = WARNING
              loggers = []
              stdout-loglevel = OFF
              actor.provider = remote
              remote {
                retry-gate-closed-for = 200ms
                dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
              }
            }
            """).WithFallback(serialization).WithFallback(FrameSizes.Configuration)));
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
