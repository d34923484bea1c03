using Akka.Actor;
using Akka.Cluster;
using SweepCluster.Cluster.Data;

namespace SweepCluster.Cluster.Node;

/// <summary>The data servers of the coordinators that a worker's node sees now; the node may be started again.</summary>
public sealed class DataServers
{
    private volatile ActorSystem? _system;

    /// <summary>One way to ask each of them.</summary>
    public IReadOnlyList<Func<object, TimeSpan, Task<object>>> Known() => _system is { } system
        ? [.. Akka.Cluster.Cluster.Get(system).State.Members
            .Where(member => member.HasRole(NodeRoles.Coordinator) && member.Status is MemberStatus.Up)
            .Select(member => AskerOf(system, member.Address))]
        : [];

    /// <summary>Looks at the cluster from a node that has started.</summary>
    internal void SeenFrom(ActorSystem system) => _system = system;

    private static Func<object, TimeSpan, Task<object>> AskerOf(ActorSystem system, Address address)
    {
        var server = system.ActorSelection($"{address}/user/{DataServerHosting.Name}");
        return (message, within) => server.Ask<object>(message, within);
    }
}
