using System.Diagnostics;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Telemetry;

/// <summary>The trace of a lease: from its grant until its end is in the journal, with its training on the worker in between.</summary>
/// <remarks>
/// The grant carries the trace's context, so that the spans of both nodes are one trace. While nobody listens, there are no
/// spans and the grant carries nothing. A span is nobody's surroundings: an actor turns to other messages before it ends.
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

    /// <summary>The span of a pack's training, on the worker's own thread for it; to be disposed at its end.</summary>
    public static Activity? Train(WorkerProtocol.PackGranted pack)
    {
        if (!Source.HasListeners())
            return null;
        ActivityContext.TryParse(pack.TraceParent, null, isRemote: true, out var lease);
        return Source.StartActivity("train", ActivityKind.Consumer, lease, Tags(pack.SweepId, pack.Lease));
    }

    /// <summary>What the worker told of a lease is in the journal.</summary>
    /// <param name="lease">The lease's span; null for none.</param>
    /// <param name="wait">How long the journal took.</param>
    public static void Written(Activity? lease, TimeSpan wait)
    {
        if (lease is null)
            return;
        Source.StartActivity("journal", ActivityKind.Internal, lease.Context, startTime: DateTimeOffset.UtcNow - wait)?.Dispose();
        Activity.Current = null;
    }

    /// <summary>A lease has ended.</summary>
    public static void End(Activity? lease, AttemptOutcome outcome, string reason)
    {
        lease?.SetTag("sweep.lease.outcome", Words.Of(outcome));
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
