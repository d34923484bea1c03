using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Tools.Client;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Configuration;
using Akka.Event;
using Akka.Hosting;
using Akka.Persistence;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SweepCluster.Cluster.Forming;
using SweepCluster.Cluster.Logging;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Security.Serialization;

namespace SweepCluster.Cluster.Tests.Security;

/// <summary>Two nodes and a client with closed serialization and mutual TLS: what we need of Akka.NET works.</summary>
[Trait("Needs", "Linux")]
public sealed class ClosedClusterTests : IClassFixture<Certificates>, IAsyncDisposable
{
    private const string Service = "/user/gateway";

    private readonly List<IHost> _hosts = [];
    private readonly LineLog _log = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;
    private readonly TransportSecurity _security;
    private readonly TransportSecurity _client;

    public ClosedClusterTests(Certificates certificates)
    {
        _security = TransportSecurity.Configure(
            new TransportOptions("127.0.0.1", Certificates.Tls(certificates.Ours, "127.0.0.1"), Insecure: false));
        _client = TransportSecurity.Configure(
            new TransportOptions("127.0.0.1", Certificates.Tls(certificates.Ours, "client"), Insecure: false)
            {
                IsCalled = false,
            });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.Services.GetRequiredService<ActorSystem>().Terminate();
            host.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Singleton_journal_pub_sub_watching_and_outside_clients_work()
    {
        var first = await StartNode("first");
        var second = await StartNode("second");
        var address = Akka.Cluster.Cluster.Get(first).SelfAddress;
        Assert.Equal(_security.Protocol, address.Protocol);
        await Akka.Cluster.Cluster.Get(first).JoinAsync(address, Cancellation);
        await Akka.Cluster.Cluster.Get(second).JoinAsync(address, Cancellation);

        await TheSingletonRemembers(second);
        await PubSubReaches(first, second);
        await AnOutsideClientIsAnswered(address);
        await ADeathIsNoticed(first, second);
        Assert.Empty(_log.With("not on the list"));
        Assert.Empty(_log.With("is a client's"));
    }

    // Through the proxy on the other node, with a journal, a snapshot and a recovery.
    private static async Task TheSingletonRemembers(ActorSystem second)
    {
        var proxy = ActorRegistry.For(second).Get<Remembering>();
        Assert.Equal("a", await Ask(proxy, "a"));
        Assert.Equal("a b", await Ask(proxy, "b"));
        proxy.Tell(Remembering.Restart);
        Assert.Equal("a b c", await Ask(proxy, "c"));
    }

    private static async Task PubSubReaches(ActorSystem first, ActorSystem second)
    {
        var heard = new TaskCompletionSource<object>();
        var subscriber = first.ActorOf(Props.Create(() => new Listener(heard)));
        await DistributedPubSub.Get(first).Mediator.Ask<SubscribeAck>(new Subscribe("news", subscriber), Cancellation);

        // Publishes until the subscription has spread to the other node.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
            DistributedPubSub.Get(second).Mediator.Tell(new Publish("news", "extra"));
        while (await timer.WaitForNextTickAsync(Cancellation) && !heard.Task.IsCompleted);

        Assert.Equal("extra", await heard.Task);
    }

    private async Task AnOutsideClientIsAnswered(Address contact)
    {
        var outside = _client.Start("sweep-client", Settings("client")
            .WithFallback(ConfigurationFactory.ParseString("akka.actor.provider = remote"))
            .WithFallback(DistributedPubSub.DefaultConfig())
            .WithFallback(ClusterClientReceptionist.DefaultConfig()));
        var contacts = ClusterClientSettings.Create(outside)
            .WithInitialContacts([new RootActorPath(contact) / "system" / "receptionist"]);
        var client = outside.ActorOf(ClusterClient.Props(contacts));

        Assert.Equal("a b c d", await Ask(client, new ClusterClient.Send(Service, "d", localAffinity: false)));
        await outside.Terminate();
    }

    private static async Task ADeathIsNoticed(ActorSystem first, ActorSystem second)
    {
        var victim = second.ActorOf(Props.Create(() => new Listener(new TaskCompletionSource<object>())), "victim");
        var path = new RootActorPath(Akka.Cluster.Cluster.Get(second).SelfAddress) / "user" / "victim";
        var remote = await first.ActorSelection(path).ResolveOne(Quiet.Patience, Cancellation);
        var watching = remote.WatchAsync(Cancellation);
        second.Stop(victim);

        Assert.True(await watching);
    }

    private static Task<string> Ask(ICanTell actor, object message) =>
        actor.Ask<string>(message, Quiet.Patience, Cancellation);

    private async Task<ActorSystem> StartNode(string name)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka("sweep", akka => akka
            .AddHocon(Settings(name), HoconAddMode.Prepend)
            .AddTransportSecurity(_security)
            .WithRemoting("127.0.0.1", 0)
            .WithClustering(new ClusterOptions { Roles = [NodeRoles.Coordinator] })
            .WithDistributedPubSub(NodeRoles.Coordinator)
            .WithSingleton<Remembering>(
                "remembering",
                Props.Create(() => new Remembering()),
                new ClusterSingletonOptions { Role = NodeRoles.Coordinator })
            .WithClusterClientReceptionist(role: NodeRoles.Coordinator)
            .WithActors((system, registry) => ClusterClientReceptionist.Get(system).RegisterService(
                system.ActorOf(Props.Create(() => new Gateway(registry.Get<Remembering>())), "gateway"))));
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(Cancellation);
        var system = host.Services.GetRequiredService<ActorSystem>();
        system.EventStream.Subscribe(new StandardErrorLogger(_log), typeof(Warning));
        system.EventStream.Subscribe(new StandardErrorLogger(_log), typeof(Error));
        return system;
    }

    private Config Settings(string name) => ConfigurationFactory.ParseString(
        """
        akka {
          cluster {
            periodic-tasks-initial-delay = 10ms
            gossip-interval = 50ms
            leader-actions-interval = 50ms
            singleton-proxy.singleton-identification-interval = 50ms
            pub-sub.gossip-interval = 50ms
          }
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        }
        """)
        .WithFallback(StandardErrorLogger.Configuration("OFF"))
        .WithFallback(ClosedSerialization.Configuration)
        .WithFallback(FrameSizes.Configuration)
        .WithFallback(JournalConfiguration.Sqlite(Directory.CreateDirectory(Path.Combine(_folder, name)).FullName));

    private sealed class Remembering : ReceivePersistentActor
    {
        public const string Restart = "restart";

        private string _words = "";

        public Remembering()
        {
            Recover<SnapshotOffer>(offer => _words = (string)offer.Snapshot);
            Recover<string>(Add);
            Command<string>(word => word == Restart, _ => throw new InvalidOperationException("restart"));
            Command<string>(word => Persist(word, stored =>
            {
                Add(stored);
                SaveSnapshot(_words);
                Sender.Tell(_words);
            }));
            Command<SaveSnapshotSuccess>(_ => { });
        }

        public override string PersistenceId => "remembering";

        private void Add(string word) => _words = $"{_words} {word}".Trim();
    }

    private sealed class Gateway : ReceiveActor
    {
        public Gateway(IActorRef singleton) => ReceiveAny(singleton.Forward);
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(TaskCompletionSource<object> heard) => ReceiveAny(message => heard.TrySetResult(message));
    }
}
