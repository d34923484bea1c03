using System.Diagnostics.Metrics;

namespace SweepCluster.Cluster.Telemetry;

/// <summary>What a node counts and measures; costs nothing while nobody listens.</summary>
/// <remarks>
/// In Prometheus, names begin with <c>sweep_</c>. Those that begin with <c>sweep_worker_</c> come from workers, all
/// others from the coordinator, except those of data, which both transfer. Labels have few values: sweeps, leases and
/// nodes are no labels.
/// </remarks>
public static class Instruments
{
    /// <summary>The name of the meter, for listeners.</summary>
    public const string MeterName = "SweepCluster";

    /// <summary>The name of the source of spans, for listeners.</summary>
    public const string SourceName = "SweepCluster";

    private static readonly InstrumentAdvice<double> LeaseSeconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000],
    };

    private static readonly InstrumentAdvice<double> WriteSeconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    };

    internal static Meter Meter { get; } = new(MeterName);

    /// <summary>By outcome: complete, diverged or failed.</summary>
    internal static Counter<long> TrialsDone { get; } = Meter.CreateCounter<long>(
        "sweep.trials.done", "{trial}", "Trials whose end is in the journal.");

    internal static Counter<long> TrialsRedone { get; } = Meter.CreateCounter<long>(
        "sweep.trials.redone", "{trial}", "Trials handed out for a second or later attempt.");

    /// <summary>By outcome of the lease.</summary>
    internal static Histogram<double> LeaseDuration { get; } = Meter.CreateHistogram(
        "sweep.lease.duration", "s", "Time from the grant of a lease to its end.", advice: LeaseSeconds);

    internal static Histogram<double> JournalWrite { get; } = Meter.CreateHistogram(
        "sweep.journal.write.duration",
        "s",
        "Time that a sweep waits for its journal to hold what happened.",
        advice: WriteSeconds);

    internal static Counter<long> JournalFailures { get; } = Meter.CreateCounter<long>(
        "sweep.journal.failures", "{failure}", "Times that a sweep stood still because its journal could not be used.");

    internal static Counter<long> DataSent { get; } = Meter.CreateCounter<long>(
        "sweep.data.sent", "By", "Bytes of data sets that this node sent.");

    internal static Counter<long> DataReceived { get; } = Meter.CreateCounter<long>(
        "sweep.data.received", "By", "Bytes of data sets that came to this node.");

    internal static Counter<long> WorkerTrials { get; } = Meter.CreateCounter<long>(
        "sweep.worker.trials", "{trial}", "Trials that this worker trained to their end.");

    internal static Counter<long> WorkerUpdates { get; } = Meter.CreateCounter<long>(
        "sweep.worker.updates", "{update}", "Updates of the trials that this worker trained to their end.");

    /// <summary>Publishes counters at zero, so that the first count shows as an increase.</summary>
    internal static void BeginAtZero(params ReadOnlySpan<Counter<long>> counters)
    {
        foreach (var counter in counters)
            counter.Add(0);
    }
}
