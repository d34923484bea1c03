using System.Collections.Immutable;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Work;

/// <summary>The inputs of a worker node besides the coordinator's messages.</summary>
internal static class WorkerInputs
{
    /// <summary>Trials of a lease are trained: all of them, or only its first packs if they take long.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease without trials given up.</param>
    /// <param name="Outcome">An outcome per trial.</param>
    /// <param name="Seconds">How long all of them took together.</param>
    public sealed record Trained(string SweepId, Lease Lease, PackOutcome Outcome, double Seconds)
        : INoSerializationVerificationNeeded
    {
        /// <summary>What the trials printed.</summary>
        public ImmutableArray<KeptLog> Logs { get; init; } = [];
        /// <summary>The place of the first of them.</summary>
        public long First { get; init; } = Lease.Range.Start;

        /// <summary>How long each trial took; empty if they were trained together.</summary>
        public ImmutableArray<double> TrialSeconds { get; init; } = [];

        /// <summary>Whether others of the lease are still under way.</summary>
        public bool IsEarly { get; init; }
    }

    /// <summary>Training has thrown an exception.</summary>
    public sealed record Failed(string SweepId, Lease Lease, string Reason) : INoSerializationVerificationNeeded
    {
        /// <summary>What the trial printed that ended so, if it prints anything.</summary>
        public ImmutableArray<KeptLog> Logs { get; init; } = [];
        /// <summary>The place of the trial that failed, if the lease's trials come one after the other.</summary>
        public long? Place { get; init; }
    }

    /// <summary>The node could not train a pack, through no fault of its trials.</summary>
    public sealed record Hampered(string SweepId, Lease Lease, string Reason) : INoSerializationVerificationNeeded;

    /// <summary>A pack has a new checkpoint.</summary>
    public sealed record GotAhead(string SweepId, Lease Lease, PackCheckpoint Checkpoint)
        : INoSerializationVerificationNeeded;

    /// <summary>A slot tells the progress of its pack.</summary>
    public sealed record Progressed(string SweepId, Lease Lease, LeaseProgress Progress)
        : INoSerializationVerificationNeeded;

    /// <summary>A slot goes on without the last trials of its pack.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Lease">The lease without them.</param>
    /// <param name="Rest">The checkpoint of the trials given up; null if they have not begun.</param>
    public sealed record GaveUp(string SweepId, Lease Lease, PackCheckpoint? Rest) : INoSerializationVerificationNeeded;

    /// <summary>It is time to send unconfirmed messages again.</summary>
    public sealed record Tick : INoSerializationVerificationNeeded;

    /// <summary>It is time to renew leases.</summary>
    public sealed record RenewalDue : INoSerializationVerificationNeeded;

    /// <summary>The node must leave.</summary>
    public sealed record Leave : INoSerializationVerificationNeeded;
}

/// <summary>What a worker node does about an input.</summary>
internal interface IWorkerEffect;

/// <summary>The effects of a worker node's decisions.</summary>
internal static class WorkerEffects
{
    /// <summary>Send a message to the coordinator.</summary>
    public sealed record Say(WorkerProtocol.IFromWorker Message) : IWorkerEffect;

    /// <summary>Begin to train a pack.</summary>
    public sealed record Train(WorkerProtocol.PackGranted Pack) : IWorkerEffect;

    /// <summary>Stop the training of a slot's pack.</summary>
    public sealed record Stop(int Slot) : IWorkerEffect;

    /// <summary>Give up the last trials of a slot's pack when its epoch ends.</summary>
    /// <param name="Slot">The slot.</param>
    /// <param name="Takers">The number of slots that wait for their share.</param>
    /// <param name="Throughput">How fast each of them trains; 0 if unknown.</param>
    public sealed record Split(int Slot, int Takers, double Throughput) : IWorkerEffect;

    /// <summary>Warn the node's operator.</summary>
    public sealed record Warn(string Line) : IWorkerEffect;

    /// <summary>The node holds nothing any longer and may leave.</summary>
    public sealed record Left : IWorkerEffect;
}
