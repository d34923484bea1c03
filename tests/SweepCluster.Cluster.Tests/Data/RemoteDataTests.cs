using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Tools.Client;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Tests.Data;

/// <summary>A coordinator, and an actor system outside its cluster that sends and fetches data over sockets.</summary>
public sealed class RemoteDataTests : IAsyncLifetime
{
    private const int Length = 200_000_000;

    private readonly TemporaryFolder _folder = new();
    private readonly IHost _coordinator;
    private readonly ActorSystem _outside = ActorSystem.Create("outside", Remoting);

    public RemoteDataTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka("sweep", akka => akka
            .AddHocon(NodeConfiguration.Serialization.WithFallback(Quiet.Config), HoconAddMode.Prepend)
            .WithRemoting("127.0.0.1", 0)
            .WithClustering(new ClusterOptions { Roles = ["coordinator"] })
            .AddDataServer(new FolderDataStore(_folder.In("store")))
            .WithActors((system, registry) =>
                ClusterClientReceptionist.Get(system).RegisterService(registry.Get<DataServer>())));
        _coordinator = builder.Build();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Akka.Cluster.Cluster Cluster =>
        Akka.Cluster.Cluster.Get(_coordinator.Services.GetRequiredService<ActorSystem>());

    private Address Address => Cluster.SelfAddress;

    public async ValueTask InitializeAsync()
    {
        await _coordinator.StartAsync(Cancellation);
        await Cluster.JoinAsync(Address, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _outside.Terminate();
        await _coordinator.StopAsync(CancellationToken.None);
        _coordinator.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_of_200_MB_goes_up_through_a_cluster_client_and_down_to_a_worker()
    {
        var path = _folder.In("data.csv");
        Write(path);
        var hash = DataHash.OfFile(path, Cancellation);
        var client = _outside.ActorOf(ClusterClient.Props(ClusterClientSettings.Create(_outside).WithInitialContacts(
            ImmutableHashSet.Create<ActorPath>(new RootActorPath(Address) / "system" / "receptionist"))));
        var sender = new DataSender((message, timeout) => client.Ask<object>(
            new ClusterClient.Send($"/user/{DataServerHosting.Name}", message, localAffinity: true), timeout));
        await sender.SendAsync(path, hash, null, Cancellation);

        var server = _outside.ActorSelection(new RootActorPath(Address) / "user" / DataServerHosting.Name);
        using var cache = new DataCache(
            _folder.In("cache"),
            Length,
            () => [(message, timeout) => server.Ask<object>(message, timeout)],
            TimeProvider.System);
        using var data = await cache.GetAsync(hash, Cancellation);

        Assert.Equal(Length, new FileInfo(data.Path).Length);
        Assert.Equal(hash, DataHash.OfFile(data.Path, Cancellation));
    }

    private static void Write(string path)
    {
        var random = new Random(4711);
        var piece = new byte[1_000_000];
        using var file = File.Create(path);
        for (var written = 0; written < Length; written += piece.Length)
        {
            random.NextBytes(piece);
            file.Write(piece);
        }
    }

    private static Config Remoting => DataTransferConfiguration.Config.WithFallback(NodeConfiguration.Serialization)
        .WithFallback(Quiet.Config)
        .WithFallback("""
            akka.actor.provider = remote
            akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
            """)
        .WithFallback(ClusterClientReceptionist.DefaultConfig())
        .WithFallback(Akka.Cluster.Tools.PublishSubscribe.DistributedPubSub.DefaultConfig());
}
