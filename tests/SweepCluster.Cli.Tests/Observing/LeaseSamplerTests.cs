using System.Diagnostics;
using OpenTelemetry.Trace;
using SweepCluster.Cli.Observing;

namespace SweepCluster.Cli.Tests.Observing;

public sealed class LeaseSamplerTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void Leases_per_second_are_limited()
    {
        var sampler = new LeaseSampler(3, _clock);
        Assert.Equal([true, true, true, false, false], Sampled(sampler, 5));

        _clock.Now += TimeSpan.FromSeconds(0.5);
        Assert.Equal([false], Sampled(sampler, 1));

        _clock.Now += TimeSpan.FromSeconds(0.5);
        Assert.Equal([true, true, true, false], Sampled(sampler, 4));
    }

    [Fact]
    public void Leases_below_the_limit_are_all_traced()
    {
        var sampler = new LeaseSampler(1, _clock);
        for (var lease = 0; lease < 5; lease++)
        {
            Assert.Equal([true], Sampled(sampler, 1));
            _clock.Now += TimeSpan.FromSeconds(1);
        }
    }

    private static List<bool> Sampled(LeaseSampler sampler, int leases) =>
        [.. Enumerable.Range(0, leases).Select(_ => IsSampled(sampler))];

    private static bool IsSampled(LeaseSampler sampler)
    {
        var lease = new SamplingParameters(default, ActivityTraceId.CreateRandom(), "lease", ActivityKind.Producer);
        return sampler.ShouldSample(lease).Decision == SamplingDecision.RecordAndSample;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
