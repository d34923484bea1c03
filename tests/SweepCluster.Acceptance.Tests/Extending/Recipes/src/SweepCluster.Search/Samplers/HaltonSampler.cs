using System.Collections.Immutable;

namespace SweepCluster.Search.Samplers;

/// <summary>Fills the search space by a Halton sequence, each parameter in a prime base of its own.</summary>
/// <remarks>Halton 1960, Numerische Mathematik 2:84; turned by an offset that the seed draws.</remarks>
internal sealed class HaltonSampler : ISampler
{
    private readonly DistinctConfigurations _points;

    /// <summary>The sampler of a search space.</summary>
    public HaltonSampler(SearchSpace space, long seed)
    {
        var bases = Primes().Take(space.Parameters.Length).ToArray();
        var stream = Numerics.RandomStream.For(seed, "halton", 0);
        var offsets = bases.Select(_ => stream.NextUnit()).ToArray();
        _points = new DistinctConfigurations(
            space, index => [.. bases.Select((prime, i) => (Inverse(index + 1, prime) + offsets[i]) % 1)]);
    }

    /// <inheritdoc/>
    public bool Learns => false;

    /// <inheritdoc/>
    public ImmutableArray<SettingValue>? Suggest(long index, History history) => _points.At(index, history);

    // The digits of a number in a base, behind the point and in reverse.
    private static double Inverse(long number, int prime)
    {
        var (sum, unit) = (0.0, 1.0 / prime);
        for (; number > 0; number /= prime, unit /= prime)
            sum += number % prime * unit;
        return sum;
    }

    private static IEnumerable<int> Primes() =>
        Enumerable.Range(2, int.MaxValue - 2).Where(n => Enumerable.Range(2, n - 2).All(d => n % d != 0));
}
