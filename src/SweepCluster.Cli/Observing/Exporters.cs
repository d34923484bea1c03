using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SweepCluster.Cluster.Settings;
using SweepCluster.Cluster.Telemetry;

namespace SweepCluster.Cli.Observing;

/// <summary>Exports metrics and traces with OpenTelemetry.</summary>
/// <remarks>OpenTelemetry's own environment variables (protocol, headers, interval) apply.</remarks>
internal sealed class Exporters : IDisposable
{
    // .NET's own metrics, except those that Prometheus gets under other names or that nobody asks for.
    private const string RuntimeMeter = "System.Runtime";
    private static readonly FrozenSet<string> OfRuntime = FrozenSet.Create(
        "dotnet.process.cpu.time",
        "dotnet.process.memory.working_set",
        "dotnet.gc.collections",
        "dotnet.gc.heap.total_allocated",
        "dotnet.gc.pause.time");

    // A collector that does not answer must not keep a node from leaving in time.
    private const int LastExportMilliseconds = 500;

    private readonly TracerProvider? _traces;

    private Exporters(MeterProvider metrics, TracerProvider? traces) => (Metrics, _traces) = (metrics, traces);

    /// <summary>The metrics, for a server of them.</summary>
    public MeterProvider Metrics { get; }

    /// <summary>Starts to listen to the instruments of this process.</summary>
    /// <param name="service">The name that a collector shows.</param>
    /// <param name="observing">What to export, and to whom.</param>
    public static Exporters Start(string service, ObservingSettings observing)
    {
        var resource = ResourceBuilder.CreateDefault().AddService(
            service, "sweepcluster", typeof(Exporters).Assembly.GetName().Version?.ToString(3), false,
            $"{Environment.MachineName}:{Environment.ProcessId}");
        var metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Instruments.MeterName, RuntimeMeter)
            .AddView(instrument => instrument.Meter.Name == RuntimeMeter && !OfRuntime.Contains(instrument.Name)
                ? MetricStreamConfiguration.Drop
                : null);
        if (observing.Metrics is not null)
            metrics.AddPrometheusExporter();
        if (!observing.ExportsOtlp)
            return new Exporters(metrics.Build(), null);
        var configuration = Configuration(observing.Collector);
        var traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .ConfigureServices(services => services.AddSingleton(configuration))
            .AddSource(Instruments.SourceName)
            .AddOtlpExporter();
        // A sampler set here would overrule the environment's.
        if (string.IsNullOrEmpty(configuration["OTEL_TRACES_SAMPLER"]))
            traces.SetSampler(new ParentBasedSampler(new LeaseSampler(LeaseSampler.Usual, TimeProvider.System)));
        metrics.ConfigureServices(services => services.AddSingleton(configuration)).AddOtlpExporter();
        return new Exporters(metrics.Build(), traces.Build());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parallel.Invoke(
            () => Metrics.Shutdown(LastExportMilliseconds),
            () => _traces?.Shutdown(LastExportMilliseconds));
        Metrics.Dispose();
        _traces?.Dispose();
    }

    private static IConfiguration Configuration(Uri? collector)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables();
        if (collector is not null)
            configuration.AddInMemoryCollection([new("OTEL_EXPORTER_OTLP_ENDPOINT", collector.ToString())]);
        return configuration.Build();
    }
}
