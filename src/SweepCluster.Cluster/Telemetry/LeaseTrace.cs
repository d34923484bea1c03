using System.Diagnostics;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Telemetry;

/// <summary>The trace of a lease: its grant, its training on a worker, and the journal's record of its end.</summary>
/// <remarks>
/// The grant carries the trace's context, so that the spans of both nodes are one trace. While nobody listens, there
/// are no spans and the grant carries nothing. No span becomes the current one: an actor handles other messages before
/// it ends.
/// </remarks>
internal static class LeaseTrace
{
    private static readonly ActivitySource Source = new(Instruments.SourceName);

    /// <summary>Begins the span of a lease, on the coordinator.</summary>
    public static Activity? Begin(string sweepId, Lease lease)
    {
        if (!Source.HasListeners())
            return null;
        var span = Source.StartActivity(
            "lease", ActivityKind.Producer, default(ActivityContext), Tags(sweepId, lease), startTime: lease.GrantedAt);
        Activity.Current = null;
        return span;
    }

    /// <summary>Begins the span of a pack's training, on the worker's thread for it; dispose it at the end.</summary>
    public static Activity? Train(WorkerProtocol.PackGranted pack)
    {
        if (!Source.HasListeners())
            return null;
        ActivityContext.TryParse(pack.TraceParent, null, isRemote: true, out var lease);
        return Source.StartActivity("train", ActivityKind.Consumer, lease, Tags(pack.SweepId, pack.Lease));
    }

    /// <summary>A worker's report on a lease is in the journal.</summary>
    /// <param name="lease">The lease's span; null for none.</param>
    /// <param name="wait">How long the journal took.</param>
    public static void Written(Activity? lease, TimeSpan wait)
    {
        if (lease is null)
            return;
        var start = DateTimeOffset.UtcNow - wait;
        Source.StartActivity("journal", ActivityKind.Internal, lease.Context, startTime: start)?.Dispose();
        Activity.Current = null;
    }

    /// <summary>A lease has ended.</summary>
    public static void End(Activity? lease, AttemptOutcome outcome, string reason)
    {
        lease?.SetTag("sweep.lease.outcome", EnumNames.Of(outcome));
        if (outcome is AttemptOutcome.Failed or AttemptOutcome.Lost or AttemptOutcome.Interrupted)
            lease?.SetStatus(ActivityStatusCode.Error, reason);
        lease?.Stop();
    }

    private static KeyValuePair<string, object?>[] Tags(string sweepId, Lease lease) =>
    [
        new("sweep.id", sweepId),
        new("sweep.lease.id", lease.Id),
        new("sweep.lease.attempt", lease.Attempt),
        new("sweep.lease.trials", lease.Range.Count),
        new("sweep.worker", lease.Holder.Worker),
    ];
}
