using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work;

namespace SweepCluster.Cluster.Node;

/// <summary>A running cluster of one node on a free loopback port.</summary>
/// <remarks>Not a shortcut around the actors: they are the ones that run on many machines.</remarks>
public sealed class EmbeddedNode : IAsyncDisposable
{
    private readonly IHost _host;

    private EmbeddedNode(IHost host) => _host = host;

    /// <summary>The actor system.</summary>
    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    /// <summary>The proxy of the coordinator.</summary>
    public IActorRef Coordinator => ActorRegistry.For(System).Get<SweepCoordinator>();

    /// <summary>Starts the node and forms its cluster.</summary>
    public static async Task<EmbeddedNode> StartAsync(EmbeddedNodeOptions options, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddAkka("sweep", akka => Configure(akka, options));
        var host = builder.Build();
        await host.StartAsync(cancellation).ConfigureAwait(false);
        var node = new EmbeddedNode(host);
        var cluster = Akka.Cluster.Cluster.Get(node.System);
        await cluster.JoinAsync(cluster.SelfAddress, cancellation).ConfigureAwait(false);
        return node;
    }

    /// <summary>Stops the actors; a cluster of one has nobody to take leave of, and its journal holds all that counts.</summary>
    public async ValueTask DisposeAsync()
    {
        await System.Terminate().ConfigureAwait(false);
        _host.Dispose();
    }

    private static void Configure(AkkaConfigurationBuilder akka, EmbeddedNodeOptions options) => akka
        .AddHocon(NodeConfiguration.Embedded, HoconAddMode.Prepend)
        .AddHocon(JournalConfiguration.Sqlite(options.JournalFolder), HoconAddMode.Prepend)
        .WithRemoting("127.0.0.1", 0)
        .WithClustering(new ClusterOptions { Roles = [NodeRoles.Coordinator, NodeRoles.Worker] })
        .AddSweepCoordinator(options.Clock, ProtocolRange.Ours)
        .AddWorkerNode(options.Slots, options.Training, ProtocolRange.Ours);
}
