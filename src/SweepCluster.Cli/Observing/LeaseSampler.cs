using OpenTelemetry.Trace;

namespace SweepCluster.Cli.Observing;

/// <summary>Traces the first leases of each second, up to a limit, and drops the rest.</summary>
/// <remarks>
/// Tracing a lease costs most of a millisecond of processor time on all nodes together, and short packs make hundreds
/// of leases per second: the limit bounds that cost. <see cref="ParentBasedSampler"/> applies the decision to the
/// spans of a lease.
/// </remarks>
/// <param name="perSecond">Leases that are traced in any second of the clock.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class LeaseSampler(int perSecond, TimeProvider clock) : Sampler
{
    /// <summary>Enough to see how leases fare.</summary>
    public const int Usual = 10;

    private readonly Lock _taking = new();
    private long _second = -1;
    private int _taken;

    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        lock (_taking)
        {
            if (second != _second)
                (_second, _taken) = (second, 0);
            return new SamplingResult(++_taken <= perSecond);
        }
    }
}
