using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using SweepCluster.Cluster.Coordination.Slots;
using SweepCluster.Cluster.Forming;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Lists the nodes of the cluster.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="allowsPrograms">Whether the HTTP API may bring sweeps of programs to this coordinator.</param>
internal sealed class NodeRoster(Akka.Cluster.Cluster cluster, bool allowsPrograms)
{
    /// <summary>All nodes, coordinators first, by address.</summary>
    public ImmutableArray<NodeStatus> All(WorkerRoster workers, SweepRoster sweeps)
    {
        var state = cluster.State;
        return [.. state.Members
            .OrderByDescending(member => member.HasRole(NodeRoles.Coordinator))
            .ThenBy(member => member.Address.ToString(), StringComparer.Ordinal)
            .Select(member => Status(member, state.Unreachable.Contains(member), workers, sweeps))];
    }

    /// <summary>How many nodes there are of each role and state.</summary>
    public IEnumerable<((string Role, string State) Kind, int Count)> Counts()
    {
        var state = cluster.State;
        return state.Members
            .GroupBy(member => (RoleOf(member), StateOf(member, state.Unreachable.Contains(member))))
            .Select(kind => (kind.Key, kind.Count()));
    }

    private NodeStatus Status(
        Member member, bool isUnreachable, WorkerRoster workers, SweepRoster sweeps)
    {
        var address = member.Address;
        // The path of a worker on this very node names neither a host nor the transport's protocol.
        var worker = address == cluster.SelfAddress ? new Address("akka", address.System) : address;
        var problem = isUnreachable ? "" : workers.ProblemAt(worker, sweeps);
        var state = problem.Length > 0 ? "unfit" : StateOf(member, isUnreachable);
        var (slots, busy, gpus, pace) = workers.At(worker);
        return new NodeStatus($"{address.Host}:{address.Port}", RoleOf(member), state, slots, busy, pace)
        {
            Problem = problem,
            Gpus = gpus,
            AllowsPrograms = allowsPrograms && member.UniqueAddress == cluster.SelfUniqueAddress,
        };
    }

    private string StateOf(Member member, bool isUnreachable) => isUnreachable ? "unreachable"
        : member.UniqueAddress == cluster.SelfUniqueAddress ? "active"
        : member.Status.ToString().ToLowerInvariant();

    private static string RoleOf(Member member) => string.Join("+", member.Roles.Order(StringComparer.Ordinal));
}
