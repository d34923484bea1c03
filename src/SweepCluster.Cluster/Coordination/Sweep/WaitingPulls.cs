using Akka.Actor;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Coordination.Sweep;

/// <summary>Slots that found nothing open in a sweep and wait until another slot gives up part of its lease.</summary>
internal sealed class WaitingPulls
{
    private readonly OrderedDictionary<
        (string Worker, int Slot), (WorkerProtocol.SharedPull Pull, IActorRef Asker)> _pulls = [];

    /// <summary>The pull that has waited longest, and the actor to answer; null if none waits.</summary>
    public (WorkerProtocol.SharedPull Pull, IActorRef Asker)? First => _pulls.Count == 0 ? null : _pulls.GetAt(0).Value;

    /// <summary>Notes a slot's pull; it replaces an earlier one of the same slot.</summary>
    public void Add(WorkerProtocol.SharedPull pull, IActorRef asker) => _pulls[SlotOf(pull)] = (pull, asker);

    /// <summary>Forgets a slot's pull: the slot has got trials.</summary>
    public void Remove(WorkerProtocol.SharedPull pull) => _pulls.Remove(SlotOf(pull));

    /// <summary>Forgets the pulls of a worker that is gone.</summary>
    public void RemoveAll(string worker)
    {
        foreach (var slot in _pulls.Keys.Where(slot => slot.Worker == worker).ToList())
            _pulls.Remove(slot);
    }

    private static (string Worker, int Slot) SlotOf(WorkerProtocol.SharedPull pull) =>
        (pull.SlotRequest.Worker, pull.SlotRequest.Slot);
}
