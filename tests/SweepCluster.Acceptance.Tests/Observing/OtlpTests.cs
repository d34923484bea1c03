using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Observing.Otlp;

namespace SweepCluster.Acceptance.Tests.Observing;

/// <summary>Metrics and traces reach a collector of OpenTelemetry's protocol.</summary>
public sealed class OtlpTests : TemporaryFolder
{
    [Theory]
    [Trait("Length", "long")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lease_is_one_trace_from_its_grant_to_the_journal(bool speaksGrpc)
    {
        await using var collector = await Collector.Start(speaksGrpc);
        (string, string)[] environment =
        [
            ("OTEL_EXPORTER_OTLP_PROTOCOL", speaksGrpc ? "grpc" : "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
        ];
        using var coordinator = NodeProcess.Start(
            environment, "coordinator", "--port", "0", "--data", In("data"), "--set", $"otlp=\"{collector.Address}\"");
        var address = await coordinator.Up();
        using var worker = NodeProcess.Start(
            [.. environment, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address)],
            "worker", "--join", address, "--slots", "1");
        await worker.Up();
        var submit = await SweepProcess.Run(
            ["submit", Repository.Example("keras-question"), "--cluster", address, "--out", In("out"), "--quiet"]);
        Assert.True(submit.ExitCode == 0, submit.Error);

        await Wait.Until(() => Named(collector, "lease") is [_, ..] && Named(collector, "train") is [_, ..]);
        var (leaseOf, lease) = Assert.Single(Named(collector, "lease"));
        var (trainOf, train) = Assert.Single(Named(collector, "train"));
        var (journalOf, journal) = Assert.Single(Named(collector, "journal"));
        Assert.Equal(("sweep-coordinator", "sweep-worker", "sweep-coordinator"), (leaseOf, trainOf, journalOf));
        Assert.True(lease.ParentSpanId.IsEmpty);
        Assert.All((Span[])[train, journal], span =>
            Assert.Equal((lease.TraceId, lease.SpanId), (span.TraceId, span.ParentSpanId)));
        Assert.True(lease.StartTimeUnixNano <= train.StartTimeUnixNano);
        Assert.True(train.EndTimeUnixNano <= lease.EndTimeUnixNano);
        Assert.True(train.EndTimeUnixNano <= journal.EndTimeUnixNano);
        Assert.All((Span[])[lease, train], span => Assert.Equal(1, Attribute(span, "sweep.lease.trials").IntValue));
        Assert.StartsWith("keras-question-", Attribute(lease, "sweep.id").StringValue, StringComparison.Ordinal);
        Assert.Equal("completed", Attribute(lease, "sweep.lease.outcome").StringValue);

        await Wait.Until(() => collector.Metrics.ContainsKey(("sweep-coordinator", "sweep.lease.duration"))
            && collector.Metrics.ContainsKey(("sweep-worker", "sweep.worker.updates")));
        Assert.Equal("s", collector.Metrics[("sweep-coordinator", "sweep.lease.duration")]);
    }

    [Fact]
    public async Task A_worker_leaves_even_if_its_collector_is_gone()
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var worker = NodeProcess.Start(
            [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")],
            "worker", "--join", cluster.Address, "--slots", "1");
        await worker.Up();

        await worker.Signal("TERM");
        await worker.End();
        Assert.Equal(0, worker.ExitCode);
        Assert.Contains(worker.Lines, line => line.EndsWith("has left", StringComparison.Ordinal));
    }

    private static List<(string Service, Span Span)> Named(Collector collector, string name) =>
        [.. collector.Spans.Where(sent => sent.Span.Name == name)];

    private static AnyValue Attribute(Span span, string key) =>
        span.Attributes.Single(attribute => attribute.Key == key).Value;
}
