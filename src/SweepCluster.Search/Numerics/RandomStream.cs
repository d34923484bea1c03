namespace SweepCluster.Search.Numerics;

/// <summary>Random numbers of a stream that a seed, a purpose and an index name.</summary>
/// <remarks>SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
internal struct RandomStream
{
    private const ulong Golden = 0x9e3779b97f4a7c15;

    private ulong _state;

    private RandomStream(ulong state) => _state = state;

    /// <summary>The stream of a name.</summary>
    public static RandomStream For(long seed, string purpose, long index) =>
        new(Mix(Mix(Mix((ulong)seed) + Hash(purpose)) + (ulong)index * Golden));

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_state += Golden);

    /// <summary>A number between 0 and 1, neither of them.</summary>
    public double NextUnit() => ((Next() >> 12) + 0.5) * (1.0 / (1L << 52));

    /// <summary>A whole number from 0 to below a bound.</summary>
    public int NextBelow(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>All bits of a number depend on all bits of another.</summary>
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return bits ^ (bits >> 31);
    }

    // FNV-1a.
    private static ulong Hash(string text)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var letter in text)
            hash = (hash ^ letter) * 0x100000001b3;
        return hash;
    }
}
