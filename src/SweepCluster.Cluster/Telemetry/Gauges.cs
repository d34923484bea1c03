using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace SweepCluster.Cluster.Telemetry;

/// <summary>The gauges of a node; those that its actors have not set yet give no values.</summary>
/// <remarks>An actor sets all its values at once; readers are on threads of their own.</remarks>
internal static class Gauges
{
    private static volatile CoordinatorReading? _coordinator;
    private static volatile WorkerReading? _worker;

    private static readonly ObservableGauge<long>[] OfCoordinator =
    [
        Instruments.Meter.CreateObservableGauge<long>(
            "sweep.coordinator.active",
            () => Read(_ => 1),
            "{coordinator}",
            "1 on the node whose coordinator is at work."),
        Instruments.Meter.CreateObservableGauge<long>(
            "sweep.trials.open", () => Read(now => now.OpenTrials), "{trial}", "Trials that wait for a slot."),
        Instruments.Meter.CreateObservableGauge<long>(
            "sweep.trials.leased",
            () => Read(now => now.LeasedTrials),
            "{trial}",
            "Trials in training, once for each attempt under way."),
        Instruments.Meter.CreateObservableGauge<long>(
            "sweep.slots", () => Read(now => now.Slots), "{slot}", "Slots of all workers."),
        Instruments.Meter.CreateObservableGauge<long>(
            "sweep.slots.busy", () => Read(now => now.BusySlots), "{slot}", "Slots that train."),
        Instruments.Meter.CreateObservableGauge<long>(
            "sweep.sweeps", () => ReadAll(now => now.Sweeps), "{sweep}", "Sweeps by phase."),
        Instruments.Meter.CreateObservableGauge<long>(
            "sweep.nodes", () => ReadAll(now => now.Nodes), "{node}", "Nodes of the cluster by role and state."),
    ];

    private static readonly ObservableGauge<long>[] OfWorker =
    [
        Instruments.Meter.CreateObservableGauge<long>(
            "sweep.worker.slots", () => ReadWorker(now => now.Slots), "{slot}", "Slots of this worker."),
        Instruments.Meter.CreateObservableGauge<long>(
            "sweep.worker.slots.busy",
            () => ReadWorker(now => now.Busy),
            "{slot}",
            "Slots of this worker that train or report."),
    ];

    /// <summary>Whether anybody reads a coordinator's gauges.</summary>
    public static bool CoordinatorIsRead => OfCoordinator[0].Enabled;

    /// <summary>Whether anybody reads a worker's gauges.</summary>
    public static bool WorkerIsRead => OfWorker[0].Enabled;

    /// <summary>Sets the active coordinator's values; null when it no longer works here.</summary>
    public static void Tell(CoordinatorReading? reading) => _coordinator = reading;

    /// <summary>Sets the worker's values; null when it has ended.</summary>
    public static void Tell(WorkerReading? reading) => _worker = reading;

    private static ImmutableArray<Measurement<long>> Read(Func<CoordinatorReading, long> value) =>
        _coordinator is { } now ? [new(value(now))] : [];

    private static ImmutableArray<Measurement<long>> ReadAll(
        Func<CoordinatorReading, ImmutableArray<Measurement<long>>> values) =>
        _coordinator is { } now ? values(now) : [];

    private static ImmutableArray<Measurement<long>> ReadWorker(Func<WorkerReading, long> value) =>
        _worker is { } now ? [new(value(now))] : [];
}

/// <summary>The values of a coordinator's gauges.</summary>
/// <param name="OpenTrials">Trials that wait for a slot.</param>
/// <param name="LeasedTrials">Trials in training.</param>
/// <param name="Slots">Slots of all workers.</param>
/// <param name="BusySlots">Slots that are training.</param>
/// <param name="Sweeps">Number of sweeps by phase.</param>
/// <param name="Nodes">Number of nodes by role and state.</param>
internal sealed record CoordinatorReading(
    long OpenTrials,
    long LeasedTrials,
    int Slots,
    int BusySlots,
    ImmutableArray<Measurement<long>> Sweeps,
    ImmutableArray<Measurement<long>> Nodes);

/// <summary>The values of a worker's gauges.</summary>
/// <param name="Slots">Its slots.</param>
/// <param name="Busy">Those with a pack.</param>
internal sealed record WorkerReading(int Slots, int Busy);
