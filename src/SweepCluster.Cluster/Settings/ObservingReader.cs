using SweepCluster.Cluster.Security;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Cluster.Settings;

/// <summary>Reads how others may observe a node.</summary>
internal static class ObservingReader
{
    // OpenTelemetry's own: https://opentelemetry.io/docs/specs/otel/protocol/exporter.
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly ValueParser<NodeAddress?> Listening = new(
        "HOST:PORT in quotes",
        (HoconScalar s, out NodeAddress? value) =>
        {
            value = s.Text.Length == 0 ? null : NodeAddress.ParseOwn(s.Text);
            return value is not null || s.Text.Length == 0;
        });

    private static readonly ValueParser<Uri?> Collector = new(
        "an http or https address in quotes",
        (HoconScalar s, out Uri? value) =>
        {
            value = null;
            return s.Text.Length == 0
                || (Uri.TryCreate(s.Text, UriKind.Absolute, out value) && value.Scheme is "http" or "https");
        });

    public static ObservingSettings Read(
        Block node, TransportOptions transport, IReadOnlyDictionary<string, string> environment)
    {
        var metrics = node.Read("metrics", Listening, null).Value;
        if (metrics is not null && TransportRules.IsOpen(transport with { Host = metrics.Host }))
            node.Refuse("metrics", node.OriginOf("metrics"),
                "others can reach this address, and there is no TLS: "
                + "set tls.*, or insecure = on, or listen on 127.0.0.1");
        var collector = node.Read("otlp", Collector, null).Value;
        var isNamed = environment.TryGetValue(CollectorVariable, out var named) && named.Length > 0;
        return new ObservingSettings(metrics, collector is not null || isNamed, collector);
    }
}
