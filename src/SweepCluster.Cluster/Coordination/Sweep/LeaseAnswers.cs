using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Coordination.Sweep;

/// <summary>Translates workers' messages into commands of a sweep, and its replies into answers to workers.</summary>
internal static class LeaseAnswers
{
    /// <summary>The command that a worker's message stands for.</summary>
    public static ISweepCommand CommandOf(WorkerProtocol.IAboutLease message) => message switch
    {
        WorkerProtocol.RenewLease renew => new SweepCommands.RenewLease(renew.Lease, renew.Checkpoint),
        WorkerProtocol.ReportPack report =>
            new SweepCommands.RecordPack(report.Lease, report.First, report.Outcome, report.Seconds)
            {
                LeavesRest = report.LeavesRest,
                TrialSeconds = report.TrialSeconds,
            },
        WorkerProtocol.ReportFailure failure =>
            new SweepCommands.RecordFailure(failure.Lease, failure.Reason) { Place = failure.Place },
        WorkerProtocol.HandBack handBack => new SweepCommands.HandBack(handBack.Lease, handBack.Checkpoint),
        WorkerProtocol.YieldPart yield => new SweepCommands.YieldPart(yield.Lease, yield.Rest),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message, "Nothing a worker says about a lease."),
    };

    /// <summary>The checkpoint of its pack that a worker's message brings; null if it brings none.</summary>
    public static PackCheckpoint? CheckpointIn(WorkerProtocol.IAboutLease message) => message switch
    {
        WorkerProtocol.RenewLease renew => renew.Checkpoint,
        WorkerProtocol.HandBack handBack => handBack.Checkpoint,
        _ => null,
    };

    /// <summary>The answer to the worker; null if there is nothing to say.</summary>
    public static WorkerProtocol.IToWorker? To(WorkerProtocol.IAboutLease message, ISweepReply reply)
    {
        var (sweepId, lease) = (message.SweepId, message.Lease);
        return (message, reply) switch
        {
            (_, SweepReplies.LeaseLost) => new WorkerProtocol.LeaseLost(sweepId, lease),
            (WorkerProtocol.RenewLease, _) => null,
            (WorkerProtocol.ReportPack report, _) => new WorkerProtocol.Recorded(sweepId, lease, report.First),
            (WorkerProtocol.YieldPart yield, _) => new WorkerProtocol.Recorded(sweepId, lease, yield.First),
            (WorkerProtocol.ReportFailure { Place: { } place }, _) =>
                new WorkerProtocol.Recorded(sweepId, lease, place),
            _ => new WorkerProtocol.Recorded(sweepId, lease, lease.Range.Start),
        };
    }

    /// <summary>The answer to a pull.</summary>
    public static WorkerProtocol.IToWorker ToPull(
        string sweepId, SweepSpec spec, string fingerprint, SlotRequest slot, ISweepReply reply) =>
        reply is SweepReplies.PackGranted granted
            ? new WorkerProtocol.PackGranted(sweepId, granted.Lease, spec, fingerprint, granted.Checkpoint)
            {
                WantsProgress = true,
                Versions = PlanVersions.Of(spec.Kind),
                Proposed = granted.Proposed,
            }
            : new WorkerProtocol.NothingOpen(slot);
}
