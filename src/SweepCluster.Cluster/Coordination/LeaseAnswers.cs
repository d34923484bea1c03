using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Between what workers say and hear and the commands and replies of a sweep.</summary>
internal static class LeaseAnswers
{
    /// <summary>What a worker's message asks of the sweep.</summary>
    public static ISweepCommand CommandOf(WorkerProtocol.IAboutLease message) => message switch
    {
        WorkerProtocol.RenewLease renew => new SweepCommands.RenewLease(renew.Lease, renew.Checkpoint),
        WorkerProtocol.ReportPack report =>
            new SweepCommands.RecordPack(report.Lease, report.First, report.Outcome, report.Seconds) { LeavesRest = report.LeavesRest },
        WorkerProtocol.ReportFailure failure => new SweepCommands.RecordFailure(failure.Lease, failure.Reason),
        WorkerProtocol.HandBack handBack => new SweepCommands.HandBack(handBack.Lease, handBack.Checkpoint),
        WorkerProtocol.YieldPart yield => new SweepCommands.YieldPart(yield.Lease, yield.Rest),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message, "Nothing a worker says about a lease."),
    };

    /// <summary>The answer to it; null where there is nothing to say.</summary>
    public static WorkerProtocol.IToWorker? To(WorkerProtocol.IAboutLease message, ISweepReply reply) => (message, reply) switch
    {
        (_, SweepReplies.LeaseLost) => new WorkerProtocol.LeaseLost(message.SweepId, message.Lease),
        (WorkerProtocol.RenewLease, _) => null,
        (WorkerProtocol.ReportPack report, _) => new WorkerProtocol.Recorded(message.SweepId, message.Lease, report.First),
        (WorkerProtocol.YieldPart yield, _) => new WorkerProtocol.Recorded(message.SweepId, message.Lease, yield.Rest.Start),
        _ => new WorkerProtocol.Recorded(message.SweepId, message.Lease, message.Lease.Range.Start),
    };

    /// <summary>The answer to a pull.</summary>
    public static WorkerProtocol.IToWorker ToPull(
        string sweepId, SweepSpec spec, string fingerprint, SlotRequest puller, ISweepReply reply) =>
        reply is SweepReplies.PackGranted granted
            ? new WorkerProtocol.PackGranted(sweepId, granted.Lease, spec, fingerprint, granted.Checkpoint)
            {
                WantsProgress = true,
                Versions = PlanVersions.Of(spec.Kind),
            }
            : new WorkerProtocol.NothingOpen(puller);
}
