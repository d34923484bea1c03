using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Event;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Cluster.Forming;
using SweepCluster.Cluster.Probing;
using SweepCluster.Cluster.Security;
using SweepCluster.Cluster.Settings;
using SweepCluster.Cluster.TrialLogs;
using SweepCluster.Cluster.Work;
using SweepCluster.Cluster.Work.Training;

namespace SweepCluster.Cluster.Node;

/// <summary>A running node of a cluster on a network.</summary>
public sealed class ClusterNode : IAsyncDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    private readonly IHost _host;

    private ClusterNode(IHost host) => _host = host;

    /// <summary>HOST:PORT.</summary>
    public string Address => NodeIdentity.AddressOf(Cluster.SelfAddress);

    /// <summary>Completes when the node has ended, by itself or on request, perhaps before it has joined.</summary>
    public Task Ended => System.WhenTerminated;

    /// <summary>Finds out why the node cannot do its work now; null if it can.</summary>
    public async Task<string?> ObstacleAsync()
    {
        if (Ended.IsCompleted)
            return "the node has ended";
        if (Cluster.SelfMember.Status is not MemberStatus.Up)
            return "the node is not in the cluster";
        var coordinator = ActorRegistry.For(System).Get<SweepCoordinator>();
        return Cluster.SelfRoles.Contains(NodeRoles.Coordinator)
            ? await Readiness.OfCoordinatorAsync(System, coordinator).ConfigureAwait(false)
            : await Readiness.OfWorkerAsync(coordinator).ConfigureAwait(false);
    }

    private ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    private Akka.Cluster.Cluster Cluster => Akka.Cluster.Cluster.Get(System);

    /// <summary>Starts a coordinator's node; joins the other coordinators, or its former workers, or nobody.</summary>
    public static async Task<ClusterNode> StartCoordinatorAsync(
        NodeSettings settings, IDataStore store, TimeProvider clock, CancellationToken cancellation)
    {
        var security = TransportSecurity.Configure(settings.Transport);
        var node = await StartAsync(settings, security, NodeRoles.Coordinator, akka => akka
            .AddHocon(JournalConfiguration.For(settings.Store!), HoconAddMode.Prepend)
            .AddSweepCoordinator(
                clock,
                settings.Speaks,
                new CheckpointsWithFiles(CheckpointsOf(settings.Store!), store),
                LogsOf(settings.Store!),
                settings.AllowsPrograms)
            .AddDataServer(store)
            .AddSweepGateway()
            .WithActors((system, _) =>
            {
                if (settings.Store is StoreSettings.InFolder folder)
                    system.ActorOf(Props.Create(() => new KnownWorkers(folder.Folder)), "known-workers");
            }), cancellation).ConfigureAwait(false);
        var coordinators = await node.KnownAsync(settings.Coordinators, security, cancellation).ConfigureAwait(false);
        node.Watch(coordinators);
        if (coordinators.Length > 1)
            node.System.ActorOf(Props.Create(() => new ClusterBootstrap(coordinators)), "founding");
        var seeds = coordinators.Length > 1
            ? coordinators.Select(node.On)
            : await node.FormerWorkersAsync(settings.Store!).ConfigureAwait(false);
        await node.JoinAsync([.. seeds], cancellation).ConfigureAwait(false);
        return node;
    }

    /// <summary>Starts a worker's node; returns when it has joined a cluster, however long that takes.</summary>
    /// <param name="settings">The user's settings.</param>
    /// <param name="training">Trains a pack; outlives the node if that is started again.</param>
    /// <param name="servers">Gets the coordinators that the node sees.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<ClusterNode> StartWorkerAsync(
        NodeSettings settings, IPackEvaluator training, DataServers servers, CancellationToken cancellation)
    {
        var security = TransportSecurity.Configure(settings.Transport);
        var node = await StartAsync(settings, security, NodeRoles.Worker, akka => akka
            .AddHocon(DataTransferConfiguration.Config, HoconAddMode.Append)
            .AddCoordinatorProxy()
            .WithActors((system, _) => servers.SeenFrom(system))
            .AddWorkerNode(settings.Slots, training, settings.Speaks, settings.Gpus ?? 0), cancellation)
            .ConfigureAwait(false);
        var search = new CoordinatorSearch(settings.Coordinators, security);
        var coordinators = await search.FindAsync(node.TellWaiting, cancellation).ConfigureAwait(false);
        node.Watch(coordinators);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var telling = search.WatchAsync(node.TellWaiting, waiting.Token);
        await node.JoinAsync([.. coordinators.Select(node.On)], cancellation).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return node;
    }

    /// <summary>Hands back what is in training, leaves the cluster and ends.</summary>
    public async Task LeaveAsync()
    {
        if (ActorRegistry.For(System).TryGet<WorkerNode>(out var worker))
            await worker.Ask<WorkerNode.Left>(WorkerNode.Leave.Instance).ConfigureAwait(false);
        await CoordinatedShutdown.Get(System)
            .Run(CoordinatedShutdown.ClusterLeavingReason.Instance).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await System.Terminate().ConfigureAwait(false);
        _host.Dispose();
    }

    private static async Task<ClusterNode> StartAsync(
        NodeSettings settings, TransportSecurity security, string role, Action<AkkaConfigurationBuilder> add,
        CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddAkka(ClusterName.System, akka =>
        {
            akka.AddHocon(NodeConfiguration.Networked(settings), HoconAddMode.Prepend)
                .AddTransportSecurity(security)
                .WithRemoting(settings.Host, settings.Port)
                .WithClustering(new ClusterOptions { Roles = [role] })
                .WithActors((system, _) => system.ActorOf(Props.Create<NodeIdentity>(), NodeIdentity.Name));
            add(akka);
        });
        var host = builder.Build();
        try
        {
            // Made here, so that a port that cannot be opened becomes our own one-line message.
            host.Services.GetRequiredService<ActorSystem>();
            await host.StartAsync(cancellation).ConfigureAwait(false);
            return new ClusterNode(host);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            host.Dispose();
            throw new NodeStartException(
                $"no node can start at {settings.Host}:{settings.Port} ({Innermost(cause).Message}); "
                + "is another one running there?", cause);
        }
    }

    private static ICheckpointStore CheckpointsOf(StoreSettings store) => store switch
    {
        StoreSettings.InFolder folder =>
            new FolderCheckpointStore(Path.Combine(folder.Folder, FolderCheckpointStore.FolderName)),
        StoreSettings.InPostgreSql database => new SqlCheckpointStore(database.ConnectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(store), store, "No such place for checkpoints."),
    };

    private static ITrialLogStore LogsOf(StoreSettings store) => store switch
    {
        StoreSettings.InFolder folder => new FolderLogStore(Path.Combine(folder.Folder, FolderLogStore.FolderName)),
        StoreSettings.InPostgreSql database => new SqlLogStore(database.ConnectionString),
        _ => throw new ArgumentOutOfRangeException(nameof(store), store, "No such place for logs of trials."),
    };

    private void Watch(ImmutableArray<NodeAddress> coordinators)
    {
        var protocol = Cluster.SelfAddress.Protocol;
        var addresses = coordinators
            .Select(address => new NodeAddressOnWire(protocol, address.ToString()))
            .ToImmutableArray();
        System.ActorOf(Props.Create(() => new CoordinatorWatch(addresses)), "coordinator-watch");
    }

    private void TellWaiting(string why) => System.Log.Warning("Waiting for a coordinator: {0}", why);

    // If there are several coordinators, all of them, this one included, under their own names.
    private async Task<ImmutableArray<NodeAddress>> KnownAsync(
        ImmutableArray<NodeAddress> given, TransportSecurity security, CancellationToken cancellation)
    {
        if (given.Length < 2)
            return given;
        var probed = await new CoordinatorSearch(given, security).LookAsync(cancellation).ConfigureAwait(false);
        ImmutableArray<NodeAddress> known = [.. probed.Select(address => address.Known).Distinct()];
        if (!known.Contains(NodeAddress.Parse(Address)!))
            System.Log.Warning(
                "This coordinator is {0}, which is none of those that it is to join: name it there, "
                + "or give it one of their names with --host",
                Address);
        return known;
    }

    private static Exception Innermost(Exception cause) =>
        cause.InnerException is { } inner ? Innermost(inner) : cause;

    private Address On(NodeAddress address) =>
        new(Cluster.SelfAddress.Protocol, ClusterName.System, address.HostInAddress, address.Port);

    // Workers outlive their coordinator: when it starts again, it joins them, and they need not notice.
    private async Task<IEnumerable<Address>> FormerWorkersAsync(StoreSettings store)
    {
        if (store is not StoreSettings.InFolder folder)
            return [];
        var protocol = Cluster.SelfAddress.Protocol;
        var answers = await Task.WhenAll(KnownWorkers.Read(folder.Folder).Select(async worker =>
        {
            try
            {
                return await NodeIdentity.At(System, new NodeAddressOnWire(protocol, worker))
                    .Ask<NodeIdentity.Answer>(new NodeIdentity.Identify(), AnswerWithin).ConfigureAwait(false);
            }
            catch (AskTimeoutException)
            {
                return null;
            }
        })).ConfigureAwait(false);
        return answers.OfType<NodeIdentity.Answer>()
            .Where(answer => answer.Coordinators.Contains(Address))
            .Select(answer => On(NodeAddress.Parse(answer.Address)!));
    }

    // The node may end while it waits to join, because the coordinators are in another cluster than the one it asked.
    // Then this must not wait forever.
    private async Task JoinAsync(ImmutableArray<Address> seeds, CancellationToken cancellation)
    {
        var joined = seeds.IsEmpty
            ? Cluster.JoinAsync(Cluster.SelfAddress, cancellation)
            : Cluster.JoinSeedNodesAsync(seeds, cancellation);
        try
        {
            if (await Task.WhenAny(joined, Ended).ConfigureAwait(false) == joined)
                await joined.ConfigureAwait(false);
        }
        catch (ClusterJoinFailedException)
        {
            // A node that fails to join ends by itself.
            await Ended.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }
}
