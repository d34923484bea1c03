using System.Collections.Immutable;
using Akka.Actor;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Protocol;

/// <summary>The messages between workers and the coordinator. Workers pull work; nobody pushes it.</summary>
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
        /// <summary>The protocol versions that the worker understands.</summary>
        public ProtocolRange Speaks { get; init; } = ProtocolRange.Ours;

        /// <summary>The sweeps that the worker cannot train for now.</summary>
        public ImmutableArray<string> Avoids { get; init; } = [];

        /// <summary>The GPUs of the worker node.</summary>
        public int Gpus { get; init; }

        /// <summary>Why it cannot; empty if it can train all.</summary>
        public string Problem { get; init; } = "";
    }

    /// <summary>How fast a worker trains, and what prevents it; sent about every second while that changes.</summary>
    /// <param name="Worker">The worker node.</param>
    /// <param name="UpdatesPerSecond">Updates per second of all its trials together.</param>
    public sealed record TellThroughput(string Worker, double UpdatesPerSecond) : IFromWorker
    {
        /// <summary>What prevents the worker from training some sweep; empty if nothing does.</summary>
        public string Problem { get; init; } = "";

        /// <summary>The number of the worker's slots; 0 if it does not tell.</summary>
        public int Slots { get; init; }

        /// <summary>The number of its GPUs.</summary>
        public int Gpus { get; init; }

        /// <summary>The slots that are training: a new coordinator has no other way to know them.</summary>
        public ImmutableArray<int> Busy { get; init; } = [];
    }

    /// <summary>A pull that the coordinator forwards to a sweep, with what the coordinator knows.</summary>
    /// <param name="SlotRequest">The slot.</param>
    /// <param name="AllSlots">The slots of all workers.</param>
    /// <param name="Speaks">The protocol versions that the slot's worker understands.</param>
    /// <param name="OthersOffer">Whether trials of another sweep wait for a slot.</param>
    public sealed record SharedPull(SlotRequest SlotRequest, int AllSlots, ProtocolRange Speaks, bool OthersOffer)
    {
        /// <summary>The slot's worker; null if it is gone.</summary>
        public IActorRef? Worker { get; init; }
    }

    /// <summary>A pack is still in training, or its report under way; answered only if the lease is lost.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease as it was granted.</param>
    /// <param name="Checkpoint">The newest checkpoint; null if there is none or it is too large to send.</param>
    public sealed record RenewLease(string SweepId, Lease Lease, PackCheckpoint? Checkpoint) : IAboutLease;

    /// <summary>Results of trained trials; a lease's results come in one part after the other.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease as it was granted.</param>
    /// <param name="First">The place of the first trial of this part.</param>
    /// <param name="Outcome">One outcome per trial of this part.</param>
    /// <param name="Seconds">Training time of the whole lease; an estimate if trials are left.</param>
    public sealed record ReportPack(string SweepId, Lease Lease, long First, PackOutcome Outcome, double Seconds)
        : IAboutLease
    {
        /// <summary>Whether the worker leaves the trials after this part, so that they are open again.</summary>
        public bool LeavesRest { get; init; }

        /// <summary>The ends of what the trials of this part printed, if they print anything.</summary>
        public ImmutableArray<KeptLog> Logs { get; init; } = [];
        /// <summary>How long each trial took; empty if they were trained together.</summary>
        public ImmutableArray<double> TrialSeconds { get; init; } = [];
    }

    /// <summary>Training a pack threw an exception.</summary>
    public sealed record ReportFailure(string SweepId, Lease Lease, string Reason) : IAboutLease
    {
        /// <summary>The end of what the trial printed, if it prints anything.</summary>
        public ImmutableArray<KeptLog> Logs { get; init; } = [];
        /// <summary>The place of the trial that failed, if the lease's trials come one after the other.</summary>
        public long? Place { get; init; }
    }

    /// <summary>A worker that leaves, or has no use for a pack, gives it back with its checkpoint.</summary>
    public sealed record HandBack(string SweepId, Lease Lease, PackCheckpoint? Checkpoint) : IAboutLease;

    /// <summary>A slot keeps only the first trials of its lease and gives up the others for a free slot.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease without the trials given up.</param>
    /// <param name="Rest">The checkpoint of the trials given up; null if they have not begun.</param>
    public sealed record YieldPart(string SweepId, Lease Lease, PackCheckpoint? Rest) : IAboutLease
    {
        /// <summary>The place of the first trial given up.</summary>
        public long First => Rest?.Start ?? Lease.Range.End;
    }

    /// <summary>The progress of training under a lease; not answered.</summary>
    public sealed record TellProgress(string SweepId, Lease Lease, LeaseProgress Progress) : IAboutLease;

    /// <summary>Train these trials, from the checkpoint if there is one.</summary>
    public sealed record PackGranted(
        string SweepId, Lease Lease, SweepSpec Spec, string Fingerprint, PackCheckpoint? Checkpoint) : IToWorker
    {
        /// <summary>Whether the coordinator understands <see cref="TellProgress"/>; an older one does not.</summary>
        public bool WantsProgress { get; init; }

        /// <summary>The versions behind the sweep's results; a worker with others must not add to them.</summary>
        public PlanVersions Versions { get; init; } = PlanVersions.First;

        /// <summary>The trials, if a sampler proposed them; none of a grid, whose places tell them.</summary>
        public ImmutableArray<Trial> Proposed { get; init; } = [];

        /// <summary>The W3C trace context of the lease; empty if nothing is traced.</summary>
        public string TraceParent { get; init; } = "";
    }

    /// <summary>There is nothing to train for this slot now.</summary>
    public sealed record NothingOpen(SlotRequest SlotRequest) : IToWorker;

    /// <summary>There is nothing for this worker: it and the coordinator do not understand each other.</summary>
    /// <param name="SlotRequest">The slot that asked.</param>
    /// <param name="Coordinator">The protocol versions that the coordinator understands.</param>
    public sealed record Unfit(SlotRequest SlotRequest, ProtocolRange Coordinator) : IToWorker;

    /// <summary>There may be something to train: pull.</summary>
    public sealed record WorkAvailable : IToWorker;

    /// <summary>The sweep has recorded a message about a lease.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease as it was granted.</param>
    /// <param name="First">The first place of the part reported or given up; otherwise that of the lease.</param>
    public sealed record Recorded(string SweepId, Lease Lease, long First) : IToWorker;

    /// <summary>Slots are free: give up their shares of a lease at the next epoch's end.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease.</param>
    /// <param name="Takers">The number of slots that wait for a share.</param>
    /// <param name="Throughput">How fast each of them trains, in vectors times epochs per second; 0 if unknown.</param>
    public sealed record SplitPack(string SweepId, Lease Lease, int Takers, double Throughput) : IToWorker;

    /// <summary>A client asks what a trial that the worker runs has printed; the answer goes to the client.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Fingerprint">The fingerprint of the sweep and its data.</param>
    /// <param name="Place">The trial's place in the training order.</param>
    /// <param name="From">From where it is wanted.</param>
    public sealed record ReadLog(string SweepId, string Fingerprint, long Place, LogCursor From) : IToWorker;

    /// <summary>The worker has lost a lease: stop training it.</summary>
    public sealed record LeaseLost(string SweepId, Lease Lease) : IToWorker;
}
