using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Forming;

/// <summary>Tells anybody who asks which node this is and whose cluster it belongs to.</summary>
/// <remarks>
/// A restarted coordinator asks its former workers, and joins them. A worker that has lost its coordinator asks at the
/// addresses from its settings whether there is another one to join.
/// </remarks>
internal sealed class NodeIdentity : ReceiveActor
{
    /// <summary>The actor's name on every node.</summary>
    public const string Name = "door";

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private ImmutableSortedSet<string> _coordinators = [];

    public NodeIdentity()
    {
        Receive<Identify>(_ => Sender.Tell(new Answer(
            AddressOf(_cluster.SelfAddress),
            _cluster.SelfRoles.Contains(NodeRoles.Coordinator),
            [.. _coordinators])));
        Receive<ClusterEvent.MemberUp>(up =>
        {
            if (up.Member.HasRole(NodeRoles.Coordinator))
                _coordinators = _coordinators.Add(AddressOf(up.Member.Address));
        });
    }

    /// <summary>HOST:PORT.</summary>
    public static string AddressOf(Address address) => $"{address.Host}:{address.Port}";

    /// <summary>This actor of the node at an address.</summary>
    public static ActorSelection At(ActorSystem system, NodeAddressOnWire address) =>
        system.ActorSelection($"{address.Protocol}://{system.Name}@{address.HostAndPort}/user/{Name}");

    protected override void PreStart() =>
        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberUp));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    /// <summary>Who is there?</summary>
    internal sealed record Identify : INetworkMessage;

    /// <summary>This node.</summary>
    /// <param name="Address">HOST:PORT.</param>
    /// <param name="IsCoordinator">Whether it has the coordinator's role.</param>
    /// <param name="Coordinators">HOST:PORT of every coordinator that its cluster has had.</param>
    internal sealed record Answer(string Address, bool IsCoordinator, ImmutableArray<string> Coordinators)
        : INetworkMessage;
}
