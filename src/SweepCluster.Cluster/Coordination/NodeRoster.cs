using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using SweepCluster.Cluster.Node;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Which nodes the cluster has, for those who ask.</summary>
internal sealed class NodeRoster(Akka.Cluster.Cluster cluster)
{
    /// <summary>All nodes, coordinators first, by address.</summary>
    public ImmutableArray<NodeStatus> All(WorkerRoster workers)
    {
        var state = cluster.State;
        return [.. state.Members
            .OrderByDescending(member => member.HasRole(NodeRoles.Coordinator))
            .ThenBy(member => member.Address.ToString(), StringComparer.Ordinal)
            .Select(member => Status(member, state.Unreachable.Contains(member), workers))];
    }

    private NodeStatus Status(Member member, bool isUnreachable, WorkerRoster workers)
    {
        var address = member.Address;
        // A worker on this very node is known by a path that names neither a host nor the transport's protocol.
        var worker = address == cluster.SelfAddress ? new Address("akka", address.System) : address;
        var word = isUnreachable ? "unreachable"
            : workers.IsUnfit(worker) ? "unfit"
            : member.UniqueAddress == cluster.SelfUniqueAddress ? "active"
            : member.Status.ToString().ToLowerInvariant();
        var role = string.Join("+", member.Roles.Order(StringComparer.Ordinal));
        var (slots, busy) = workers.SlotsAt(worker);
        return new NodeStatus($"{address.Host}:{address.Port}", role, word, slots, busy);
    }
}
