namespace SweepCluster.Cluster.Settings;

/// <summary>What others may watch a node by.</summary>
/// <param name="Metrics">Where <c>/metrics</c>, <c>/healthz</c> and <c>/readyz</c> are served; null for nowhere.</param>
/// <param name="ExportsOtlp">Whether metrics and traces go to an OpenTelemetry collector.</param>
/// <param name="Collector">The collector's address; null for the one that the environment names.</param>
public sealed record ObservingSettings(NodeAddress? Metrics, bool ExportsOtlp, Uri? Collector)
{
    /// <summary>Nobody watches.</summary>
    public static ObservingSettings Nothing { get; } = new(null, false, null);
}
