using Akka.Actor;
using Akka.Configuration;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Cluster.Coordination;
using SweepCluster.Cluster.Forming;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Work;

namespace SweepCluster.Cluster.Node;

/// <summary>A running cluster of one node, in this process alone.</summary>
/// <remarks>
/// The actors are those that run on many machines. Only what they need to find each other is missing: there is no
/// socket, no singleton that could move, no host.
/// </remarks>
public sealed class EmbeddedNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private EmbeddedNode(ActorSystem system, IActorRef coordinator) => (System, Coordinator) = (system, coordinator);

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>The coordinator.</summary>
    public IActorRef Coordinator { get; }

    /// <summary>Starts the node and forms its cluster.</summary>
    public static async Task<EmbeddedNode> StartAsync(EmbeddedNodeOptions options, CancellationToken cancellation)
    {
        var system = ActorSystem.Create(
            "sweep", NodeConfiguration.Embedded.WithFallback(JournalConfiguration.Sqlite(options.JournalFolder)));
        var cluster = Akka.Cluster.Cluster.Get(system);
        var joined = cluster.JoinAsync(cluster.SelfAddress, cancellation);
        var checkpoints = new FolderCheckpointStore(
            Path.Combine(options.JournalFolder, FolderCheckpointStore.FolderName));
        var coordinator = system.ActorOf(
            Props.Create(() => new SweepCoordinator(
                options.Clock, ProtocolRange.Ours, checkpoints, options.Logs, false)),
            NodeRoles.Coordinator);
        system.ActorOf(
            WorkerNode.Props(
                WorkerNode.NameOn(system),
                options.Slots,
                coordinator,
                options.Training,
                ProtocolRange.Ours,
                WorkerTraits.Embedded with { Gpus = options.Gpus }),
            NodeRoles.Worker);
        await joined.ConfigureAwait(false);
        return new EmbeddedNode(system, coordinator);
    }

    /// <summary>Loads Akka's configuration reader, so that the first node of a process does not wait for it.</summary>
    public static void Load() => ConfigurationFactory.Default().GetTimeSpan("akka.actor.creation-timeout");

    /// <summary>Stops the actors after writing the checkpoints, unless that takes long.</summary>
    /// <remarks>A cluster of one need not say goodbye to anybody, and its journal holds all that matters.</remarks>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await System.ActorSelection(Coordinator.Path / CheckpointKeeper.Name)
                .Ask<CheckpointKeeper.Flushed>(CheckpointKeeper.Flush.Instance, Patience).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            // The next process then trains some epochs again.
        }

        await System.Terminate().ConfigureAwait(false);
    }
}
