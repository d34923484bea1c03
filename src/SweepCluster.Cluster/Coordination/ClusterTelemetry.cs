using System.Diagnostics.Metrics;
using Akka.Actor;
using SweepCluster.Cluster.Coordination.Slots;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Cluster.Telemetry;

namespace SweepCluster.Cluster.Coordination;

/// <summary>Tells the gauges about the cluster once per second, if anybody reads them.</summary>
/// <remarks>Part of the coordinator's actor.</remarks>
internal sealed class ClusterTelemetry(SweepRoster sweeps, WorkerRoster workers, NodeRoster nodes)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>The coordinator begins its work.</summary>
    public void Begin(ITimerScheduler timers)
    {
        Instruments.BeginAtZero(
            Instruments.TrialsRedone, Instruments.JournalFailures, Instruments.DataSent, Instruments.DataReceived);
        foreach (var outcome in (string[])["complete", "diverged", "failed"])
            Instruments.TrialsDone.Add(0, EnumNames.Label("outcome", outcome));
        if (Gauges.CoordinatorIsRead)
            timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TimeSpan.Zero, Every);
    }

    /// <summary>Tells the present values.</summary>
    public void Tell() => Gauges.Tell(new CoordinatorReading(
        sweeps.All.Sum(sweep => sweep.Open),
        sweeps.All.Sum(sweep => sweep.Running),
        workers.Slots,
        workers.Busy,
        [.. Phases()],
        [.. nodes.Counts().Select(kind => new Measurement<long>(
            kind.Count, EnumNames.Label("role", kind.Kind.Role), EnumNames.Label("state", kind.Kind.State)))]));

    /// <summary>The coordinator no longer works here.</summary>
    public static void End()
    {
        if (Gauges.CoordinatorIsRead)
            Gauges.Tell((CoordinatorReading?)null);
    }

    private IEnumerable<Measurement<long>> Phases()
    {
        var counts = sweeps.All.CountBy(sweep => sweep.Phase).ToDictionary();
        return Enum.GetValues<SweepPhase>().Select(phase => new Measurement<long>(
            counts.GetValueOrDefault(phase), EnumNames.Label("phase", EnumNames.Of(phase))));
    }

    /// <summary>It is time to tell.</summary>
    internal sealed record Tick : INoSerializationVerificationNeeded
    {
        /// <summary>The only one.</summary>
        public static Tick Instance { get; } = new();
    }
}
