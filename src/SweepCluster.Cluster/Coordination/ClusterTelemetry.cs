using System.Diagnostics.Metrics;
using Akka.Actor;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Tells once a second how the cluster stands, where anybody reads it; part of the coordinator's actor.</summary>
internal sealed class ClusterTelemetry(SweepRoster sweeps, WorkerRoster workers, NodeRoster nodes)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>The coordinator is at work.</summary>
    public void Begin(ITimerScheduler timers)
    {
        Instruments.BeginAtZero(Instruments.TrialsRedone, Instruments.JournalFailures, Instruments.DataSent, Instruments.DataReceived);
        foreach (var outcome in (string[])["complete", "diverged", "failed"])
            Instruments.TrialsDone.Add(0, Words.Label("outcome", outcome));
        if (Gauges.CoordinatorIsRead)
            timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TimeSpan.Zero, Every);
    }

    /// <summary>Tells how it stands now.</summary>
    public void Tell() => Gauges.Tell(new CoordinatorReading(
        sweeps.All.Sum(sweep => sweep.Open),
        sweeps.All.Sum(sweep => sweep.Running),
        workers.Slots,
        workers.Busy,
        [.. Phases()],
        [.. nodes.Counts().Select(kind => new Measurement<long>(
            kind.Count, Words.Label("role", kind.Kind.Role), Words.Label("state", kind.Kind.State)))]));

    /// <summary>The coordinator is at work here no longer.</summary>
    public static void End()
    {
        if (Gauges.CoordinatorIsRead)
            Gauges.Tell((CoordinatorReading?)null);
    }

    private IEnumerable<Measurement<long>> Phases()
    {
        var counts = sweeps.All.CountBy(sweep => sweep.Phase).ToDictionary();
        return Enum.GetValues<SweepPhase>().Select(phase => new Measurement<long>(
            counts.GetValueOrDefault(phase), Words.Label("phase", Words.Of(phase))));
    }

    /// <summary>Time to tell.</summary>
    internal sealed record Tick : INoSerializationVerificationNeeded
    {
        /// <summary>The only one.</summary>
        public static Tick Instance { get; } = new();
    }
}
