namespace SweepCluster.Cluster.Settings;

/// <summary>How others may observe a node.</summary>
/// <param name="Metrics">The address of <c>/metrics</c>, <c>/healthz</c> and <c>/readyz</c>; null for none.</param>
/// <param name="ExportsOtlp">Whether metrics and traces go to an OpenTelemetry collector.</param>
/// <param name="Collector">The collector's address; null for the one that the environment names.</param>
public sealed record ObservingSettings(NodeAddress? Metrics, bool ExportsOtlp, Uri? Collector)
{
    /// <summary>Nobody observes it.</summary>
    public static ObservingSettings Nothing { get; } = new(null, false, null);
}
