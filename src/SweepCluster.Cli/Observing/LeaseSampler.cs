using OpenTelemetry.Trace;

namespace SweepCluster.Cli.Observing;

/// <summary>Takes so many leases a second into traces, from the first of each second on, and drops the rest.</summary>
/// <remarks>
/// A traced lease costs most of a millisecond of processor time on all nodes together, and short packs make hundreds of leases a
/// second: what watching costs is bounded so. What belongs to a lease is for <see cref="ParentBasedSampler"/> to decide alike.
/// </remarks>
/// <param name="perSecond">Leases that are taken in any second of the clock.</param>
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
