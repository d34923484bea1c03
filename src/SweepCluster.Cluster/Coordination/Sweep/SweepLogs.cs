using System.Collections.Immutable;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.TrialLogs;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Coordination.Sweep;

/// <summary>Finds what a sweep's trials have printed, and has the ends of it kept; part of the sweep's actor.</summary>
/// <param name="sweepId">The sweep.</param>
/// <param name="spec">Its sweep file.</param>
/// <param name="fingerprint">The fingerprint of the sweep and its data.</param>
/// <param name="keeper">Keeps what ended attempts printed.</param>
internal sealed class SweepLogs(string sweepId, SweepSpec spec, string fingerprint, IActorRef keeper)
{
    /// <summary>Has a client answered: by the worker that runs the trial, or with what was kept.</summary>
    public void Answer(
        SweepProtocol.GetTrialLog request,
        SweepState state,
        IReadOnlyDictionary<string, IActorRef> workers,
        IActorRef client)
    {
        if (ObstacleTo(request) is { } obstacle)
        {
            client.Tell(new SweepProtocol.SweepRefused(sweepId, obstacle));
            return;
        }

        // Of a trial that goes on, the last part; at most one part of it is under way.
        var place = OrderOf(state).PlaceOf(request.TrialId);
        var lease = state.Leases.Overlapping(new TrialRange(place, 1)).LastOrDefault()?.Lease;
        if (lease is not null && workers.TryGetValue(lease.Holder.Worker, out var worker))
            worker.Tell(new WorkerProtocol.ReadLog(sweepId, fingerprint, place, request.From), client);
        else
            keeper.Tell(new LogKeeper.Find(sweepId, request.TrialId, request.From), client);
    }

    /// <summary>Has kept what a worker has told, unless it was told too late.</summary>
    public void Keep(WorkerProtocol.IAboutLease message, ISweepReply reply, SweepState state)
    {
        if (reply is SweepReplies.LeaseLost || LogsOf(message) is not { IsEmpty: false } logs)
            return;
        var order = OrderOf(state);
        foreach (var log in logs)
            keeper.Tell(new LogKeeper.Keep(sweepId, order.IdAt(log.Place), log.Log));
    }

    private TrialOrder OrderOf(SweepState state) => TrialOrder.Of(spec, state.Proposed);

    private static ImmutableArray<KeptLog> LogsOf(WorkerProtocol.IAboutLease message) => message switch
    {
        WorkerProtocol.ReportPack report => report.Logs,
        WorkerProtocol.ReportFailure failure => failure.Logs,
        _ => [],
    };

    private string? ObstacleTo(SweepProtocol.GetTrialLog request) =>
        !spec.Objective.RunsPrograms ? $"{sweepId} is no sweep of programs: its trials print nothing"
        : request.TrialId < 0 || request.TrialId >= spec.Planned
            ? $"{sweepId} has no trial {request.TrialId}; its trials are 0 to {spec.Planned - 1}"
        : null;
}
