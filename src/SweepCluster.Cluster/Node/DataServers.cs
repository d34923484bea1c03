using Akka.Actor;
using Akka.Cluster;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Forming;

namespace SweepCluster.Cluster.Node;

/// <summary>The data servers of the coordinators that a worker's node sees now; outlives the node.</summary>
public sealed class DataServers
{
    private volatile ActorSystem? _system;

    /// <summary>One function per server that sends a message and returns the answer.</summary>
    public IReadOnlyList<Func<object, TimeSpan, Task<object>>> Known() => _system is { } system
        ? [.. Akka.Cluster.Cluster.Get(system).State.Members
            .Where(member => member.HasRole(NodeRoles.Coordinator) && member.Status is MemberStatus.Up)
            .Select(member => AskerOf(system, member.Address))]
        : [];

    /// <summary>From now on looks at the cluster of this node.</summary>
    internal void SeenFrom(ActorSystem system) => _system = system;

    private static Func<object, TimeSpan, Task<object>> AskerOf(ActorSystem system, Address address)
    {
        var server = system.ActorSelection($"{address}/user/{DataServerHosting.Name}");
        return (message, within) => server.Ask<object>(message, within);
    }
}
