using System.Collections.Immutable;
using SweepCluster.Sweeps.Objectives;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Protocol;

/// <summary>What worker nodes and the coordinator say to each other. Work is pulled, never pushed.</summary>
public static class WorkerProtocol
{
    /// <summary>From a worker.</summary>
    public interface IFromWorker : INetworkMessage;

    /// <summary>From a worker, about a lease it holds.</summary>
    public interface IAboutLease : IFromWorker
    {
        /// <summary>The sweep.</summary>
        string SweepId { get; }

        /// <summary>The lease as it was granted.</summary>
        Lease Lease { get; }
    }

    /// <summary>To a worker.</summary>
    public interface IToWorker : INetworkMessage;

    /// <summary>A free slot asks for a pack.</summary>
    /// <param name="SlotRequest">The slot.</param>
    /// <param name="Slots">Slots of the worker node.</param>
    public sealed record PullPack(SlotRequest SlotRequest, int Slots) : IFromWorker
    {
        /// <summary>What the worker understands.</summary>
        public ProtocolRange Speaks { get; init; } = ProtocolRange.Ours;

        /// <summary>The sweeps that the worker cannot train for now.</summary>
        public ImmutableArray<string> Avoids { get; init; } = [];

        /// <summary>Why it cannot, in words; empty where it can train all.</summary>
        public string Problem { get; init; } = "";
    }

    /// <summary>How fast a worker trains, and what keeps it from it; said about every second while that changes.</summary>
    /// <param name="Worker">The worker node.</param>
    /// <param name="UpdatesPerSecond">Updates of all its trials together.</param>
    public sealed record TellPace(string Worker, double UpdatesPerSecond) : IFromWorker
    {
        /// <summary>What keeps the worker from training some sweep, in words; empty for nothing.</summary>
        public string Problem { get; init; } = "";

        /// <summary>How many slots the worker has; 0 from one that does not tell.</summary>
        public int Slots { get; init; }

        /// <summary>Those of them that train: a coordinator that has just begun knows of them by nothing else.</summary>
        public ImmutableArray<int> Busy { get; init; } = [];
    }

    /// <summary>A pull with the number of all slots, as the coordinator knows them, on its way to a sweep.</summary>
    /// <param name="SlotRequest">The slot.</param>
    /// <param name="AllSlots">The slots of all workers.</param>
    /// <param name="Speaks">What the slot's worker understands.</param>
    /// <param name="OthersOffer">Whether trials of another sweep wait for a slot.</param>
    public sealed record SharedPull(SlotRequest SlotRequest, int AllSlots, ProtocolRange Speaks, bool OthersOffer);

    /// <summary>A pack is still in training or in report; answered only where it is lost.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease as it was granted.</param>
    /// <param name="Checkpoint">How far it is; null where that is not known or too large to tell.</param>
    public sealed record RenewLease(string SweepId, Lease Lease, PackCheckpoint? Checkpoint) : IAboutLease;

    /// <summary>Trials are trained; their results come in one part after the other.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease as it was granted.</param>
    /// <param name="First">The place of the first trial of this part.</param>
    /// <param name="Outcome">One outcome a trial of this part.</param>
    /// <param name="Seconds">Training time of the whole lease; an estimate where its rest is left.</param>
    public sealed record ReportPack(string SweepId, Lease Lease, long First, PackOutcome Outcome, double Seconds)
        : IAboutLease
    {
        /// <summary>Whether the worker trains no more of the lease, so that what comes after this part is open again.</summary>
        public bool LeavesRest { get; init; }
    }

    /// <summary>Training a pack threw an exception.</summary>
    public sealed record ReportFailure(string SweepId, Lease Lease, string Reason) : IAboutLease;

    /// <summary>A worker that leaves, or has no use for a pack, gives it back with how far it came.</summary>
    public sealed record HandBack(string SweepId, Lease Lease, PackCheckpoint? Checkpoint) : IAboutLease;

    /// <summary>A slot trains the first trials of its lease alone; the others, with how far they came, are for a free slot.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease without the trials given up.</param>
    /// <param name="Rest">The trials given up.</param>
    public sealed record YieldPart(string SweepId, Lease Lease, PackCheckpoint Rest) : IAboutLease;

    /// <summary>How far the training under a lease is; not answered.</summary>
    public sealed record TellProgress(string SweepId, Lease Lease, LeaseProgress Progress) : IAboutLease;

    /// <summary>Train these trials, from the checkpoint where there is one.</summary>
    public sealed record PackGranted(
        string SweepId, Lease Lease, SweepSpec Spec, string Fingerprint, PackCheckpoint? Checkpoint) : IToWorker
    {
        /// <summary>Whether the coordinator understands how far a pack is; an older one does not.</summary>
        public bool WantsProgress { get; init; }

        /// <summary>What the sweep's results rest on: a worker of other versions must not add to them.</summary>
        public PlanVersions Versions { get; init; } = PlanVersions.First;

        /// <summary>The context of the lease's trace, as W3C writes it; empty where nothing is traced.</summary>
        public string TraceParent { get; init; } = "";
    }

    /// <summary>Nothing to train for this slot now.</summary>
    public sealed record NothingOpen(SlotRequest SlotRequest) : IToWorker;

    /// <summary>Nothing for this worker at all: it and the coordinator do not understand each other.</summary>
    /// <param name="SlotRequest">The slot that asked.</param>
    /// <param name="Coordinator">What the coordinator understands.</param>
    public sealed record Unfit(SlotRequest SlotRequest, ProtocolRange Coordinator) : IToWorker;

    /// <summary>There may be something to train: pull.</summary>
    public sealed record WorkAvailable : IToWorker;

    /// <summary>What was said about a lease is recorded.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease as it was granted.</param>
    /// <param name="First">The first place of the part that was told or given up; of the lease for all else said about it.</param>
    public sealed record Recorded(string SweepId, Lease Lease, long First) : IToWorker;

    /// <summary>Slots are free: give up their shares of a lease at the next epoch's end.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease.</param>
    /// <param name="Takers">How many slots wait for a share.</param>
    /// <param name="Pace">How fast each of them trains, in vectors and epochs per second; 0 if that is not known.</param>
    public sealed record SplitPack(string SweepId, Lease Lease, int Takers, double Pace) : IToWorker;

    /// <summary>A lease is no longer the worker's: stop training it.</summary>
    public sealed record LeaseLost(string SweepId, Lease Lease) : IToWorker;
}
