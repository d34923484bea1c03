using System.Diagnostics.Metrics;
using Akka.Actor;
using SweepCluster.Cluster.Telemetry;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Tells once a second how the cluster stands, where anybody reads it; part of the coordinator's actor.</summary>
internal sealed class ClusterTelemetry(SweepRoster sweeps, WorkerRoster workers, NodeRoster nodes)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>The coordinator is at work.</summary>
    public void Begin(ITimerScheduler timers)
    {
        if (Gauges.CoordinatorIsRead)
            timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TimeSpan.Zero, Every);
    }

    /// <summary>Tells how it stands now.</summary>
    public void Tell() => Gauges.Tell(new CoordinatorReading(
        sweeps.All.Sum(sweep => sweep.Open),
        sweeps.All.Sum(sweep => sweep.Status.Running),
        workers.Slots,
        workers.Busy,
        [.. sweeps.All.GroupBy(sweep => sweep.Status.Phase).Select(phase => new Measurement<long>(
            phase.LongCount(), Words.Label("phase", Words.Of(phase.Key))))],
        [.. nodes.Counts().Select(kind => new Measurement<long>(
            kind.Count, Words.Label("role", kind.Kind.Role), Words.Label("state", kind.Kind.State)))]));

    /// <summary>The coordinator is at work here no longer.</summary>
    public static void End()
    {
        if (Gauges.CoordinatorIsRead)
            Gauges.Tell((CoordinatorReading?)null);
    }

    /// <summary>Time to tell.</summary>
    internal sealed record Tick : INoSerializationVerificationNeeded
    {
        /// <summary>The only one.</summary>
        public static Tick Instance { get; } = new();
    }
}
