using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SweepCluster.Acceptance.Tests.Observing.Otlp;

/// <summary>A collector of OpenTelemetry's protocol on a free port, by HTTP or by gRPC.</summary>
internal sealed class Collector : IAsyncDisposable
{
    // https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md: a byte for compression, four for the length.
    private const int GrpcPrefix = 5;

    private readonly WebApplication _web;
    private readonly ConcurrentQueue<(string Service, Span Span)> _spans = [];
    private readonly ConcurrentDictionary<(string Service, string Metric), string> _metrics = [];

    private Collector(WebApplication web) => _web = web;

    /// <summary>The address at which it listens.</summary>
    public string Address => _web.Urls.First();

    /// <summary>The received spans, with the services that sent them.</summary>
    public IReadOnlyCollection<(string Service, Span Span)> Spans => _spans;

    /// <summary>The units of the received metrics, by service and name.</summary>
    public IReadOnlyDictionary<(string Service, string Metric), string> Metrics => _metrics;

    public static async Task<Collector> Start(bool speaksGrpc)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var protocols = speaksGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var collector = new Collector(builder.Build());
        collector._web.Run(speaksGrpc ? collector.AnswerGrpc : collector.AnswerHttp);
        await collector._web.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task AnswerHttp(HttpContext request)
    {
        Take(request.Request.Path, await Body(request));
        request.Response.ContentType = "application/x-protobuf";
    }

    private async Task AnswerGrpc(HttpContext request)
    {
        Take(request.Request.Path, (await Body(request))[GrpcPrefix..]);
        request.Response.ContentType = "application/grpc";
        await request.Response.Body.WriteAsync(new byte[GrpcPrefix], TestContext.Current.CancellationToken);
        request.Response.AppendTrailer("grpc-status", "0");
    }

    private static async Task<byte[]> Body(HttpContext request)
    {
        using var body = new MemoryStream();
        await request.Request.Body.CopyToAsync(body, TestContext.Current.CancellationToken);
        return body.ToArray();
    }

    private void Take(string path, byte[] body)
    {
        switch (path)
        {
            case "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export":
                foreach (var sent in TraceRequest.Parser.ParseFrom(body).ResourceSpans)
                    sent.ScopeSpans.SelectMany(scope => scope.Spans).ToList()
                        .ForEach(span => _spans.Enqueue((Service(sent.Resource), span)));
                break;
            case "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export":
                foreach (var sent in MetricsRequest.Parser.ParseFrom(body).ResourceMetrics)
                    sent.ScopeMetrics.SelectMany(scope => scope.Metrics).ToList()
                        .ForEach(metric => _metrics[(Service(sent.Resource), metric.Name)] = metric.Unit);
                break;
        }
    }

    private static string Service(Resource resource) =>
        resource.Attributes.Single(attribute => attribute.Key == "service.name").Value.StringValue;
}
