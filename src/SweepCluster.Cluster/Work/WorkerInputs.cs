using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Objectives;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>What a worker node learns; the coordinator's messages apart.</summary>
internal static class WorkerInputs
{
    /// <summary>Trials of a lease are trained: all of them, or its first packs where they take long.</summary>
    public sealed record Trained(string SweepId, Lease Lease, PackOutcome Outcome, double Seconds)
        : INoSerializationVerificationNeeded;

    /// <summary>Training threw.</summary>
    public sealed record Failed(string SweepId, Lease Lease, string Reason) : INoSerializationVerificationNeeded;

    /// <summary>The node could not train a pack, for no fault of its trials.</summary>
    public sealed record Hampered(string SweepId, Lease Lease, string Reason) : INoSerializationVerificationNeeded;

    /// <summary>A pack has come so far.</summary>
    public sealed record GotAhead(string SweepId, Lease Lease, PackCheckpoint Checkpoint)
        : INoSerializationVerificationNeeded;

    /// <summary>A slot tells how far its pack is.</summary>
    public sealed record Progressed(string SweepId, Lease Lease, LeaseProgress Progress) : INoSerializationVerificationNeeded;

    /// <summary>A slot goes on without the last trials of its pack.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease without them.</param>
    /// <param name="Rest">The trials, with how far they came.</param>
    public sealed record GaveUp(string SweepId, Lease Lease, PackCheckpoint Rest) : INoSerializationVerificationNeeded;

    /// <summary>Time to say again what was not confirmed.</summary>
    public sealed record Tick : INoSerializationVerificationNeeded;

    /// <summary>Time to renew leases.</summary>
    public sealed record RenewalDue : INoSerializationVerificationNeeded;

    /// <summary>The node is to leave.</summary>
    public sealed record Leave : INoSerializationVerificationNeeded;
}

/// <summary>What a worker node does about it.</summary>
internal interface IWorkerEffect;

/// <summary>The effects of a worker node's decisions.</summary>
internal static class WorkerEffects
{
    /// <summary>Say it to the coordinator.</summary>
    public sealed record Say(WorkerProtocol.IFromWorker Message) : IWorkerEffect;

    /// <summary>Begin to train a pack.</summary>
    public sealed record Train(WorkerProtocol.PackGranted Pack) : IWorkerEffect;

    /// <summary>Stop the training of a slot's pack.</summary>
    public sealed record Stop(int Slot) : IWorkerEffect;

    /// <summary>Give up the last trials of a slot's pack when its epoch ends.</summary>
    /// <param name="Slot">The slot.</param>
    /// <param name="Takers">How many slots wait for their share.</param>
    /// <param name="Pace">How fast each of them trains; 0 if that is not known.</param>
    public sealed record Split(int Slot, int Takers, double Pace) : IWorkerEffect;

    /// <summary>Tell whoever runs the node.</summary>
    public sealed record Warn(string Line) : IWorkerEffect;

    /// <summary>Nothing is held any more: the node may go.</summary>
    public sealed record Left : IWorkerEffect;
}
