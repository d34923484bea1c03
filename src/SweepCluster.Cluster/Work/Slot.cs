using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Work;

/// <summary>What one slot of a worker node does.</summary>
/// <param name="Puller">The slot and the number of its pull under way.</param>
/// <param name="Pack">The pack in training or in report; null for a free slot.</param>
/// <param name="Runner">Trains the pack; null when free or in report.</param>
/// <param name="Report">What is not yet confirmed about the pack; null while it trains.</param>
internal sealed record Slot(
    Puller Puller,
    WorkerProtocol.PackGranted? Pack = null,
    IActorRef? Runner = null,
    WorkerProtocol.IAboutLease? Report = null)
{
    /// <summary>Whether the slot waits for a pack.</summary>
    public bool IsFree => Pack is null;

    /// <summary>The slot after its pack, with the number of its next pull.</summary>
    public Slot Freed() => new(Puller with { Pull = Puller.Pull + 1 });

    /// <summary>Whether a message is about the pack that the slot holds.</summary>
    public bool Holds(string sweepId, Lease lease) =>
        Pack is not null && Pack.SweepId == sweepId && Pack.Lease.Id == lease.Id;
}
